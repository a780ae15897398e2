// Sets the theme that was chosen before anything is drawn; without a choice the system's holds.
'use strict';
(function () {
  try {
    const chosen = localStorage.getItem('tidegate-theme');
    if (chosen === 'light' || chosen === 'dark') {
      document.documentElement.dataset.theme = chosen;
    }
  } catch (e) {
    // Storage is switched off: the system's theme it is.
  }
})();
