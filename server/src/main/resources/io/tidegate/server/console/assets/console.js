// What the pages of the console do in the browser: log in and out, send the CSRF token with every change, choose the theme,
// copy, show times where the reader is, open and close dialogs, and keep figures live. Pages say what they want by data-
// attributes; nothing here knows a page. No dependencies but htmx, which swaps parts of pages.
'use strict';
(function () {
  const session = '/api/v2/tidegate/session';
  const events = '/api/v2/tidegate/events';

  function meta(name) {
    const element = document.querySelector('meta[name="' + name + '"]');
    return element ? element.content : '';
  }

  function announce(text) {
    const announcer = document.getElementById('announcer');
    if (announcer) {
      announcer.textContent = text;
    }
  }

  // ---- login and logout

  async function logIn(form) {
    const error = form.querySelector('[data-login-error]');
    const button = form.querySelector('[type=submit]');
    error.textContent = '';
    button.disabled = true;
    try {
      const answer = await fetch(session, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ name: form.elements.name.value, password: form.elements.password.value }),
      });
      if (answer.ok) {
        const to = form.dataset.to;
        location.assign(/^\/(?!\/)/.test(to) ? to : '/');
        return;
      }
      const problem = await answer.json().catch(() => ({}));
      error.textContent = problem.detail ? form.dataset.failed + ' (' + problem.detail + ')' : form.dataset.failed;
    } catch (e) {
      error.textContent = form.dataset.failed;
    }
    button.disabled = false;
    form.elements.password.select();
  }

  async function logOut() {
    await fetch(session, { method: 'DELETE', headers: { 'X-CSRF-Token': meta('csrf-token') } });
    location.assign('/login');
  }

  document.addEventListener('submit', (event) => {
    if (event.target.matches('[data-login]')) {
      event.preventDefault();
      logIn(event.target);
    }
  });

  document.addEventListener('htmx:configRequest', (event) => {
    event.detail.headers['X-CSRF-Token'] = meta('csrf-token');
  });

  // An answer that tells of an error is shown where the answer would have been.
  document.addEventListener('htmx:beforeSwap', (event) => {
    if (event.detail.xhr.status >= 400 && event.detail.xhr.getResponseHeader('Content-Type')?.startsWith('text/html')) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
  });

  // ---- theme

  function isDark() {
    const chosen = document.documentElement.dataset.theme;
    return chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  }

  function toggleTheme() {
    const theme = isDark() ? 'light' : 'dark';
    document.documentElement.dataset.theme = theme;
    try {
      localStorage.setItem('tidegate-theme', theme);
    } catch (e) {
      // Storage is switched off: the choice holds for this page.
    }
    document.dispatchEvent(new CustomEvent('tidegate:theme'));
  }

  // ---- clicks that pages ask for

  async function copy(button) {
    const source = document.querySelector(button.dataset.copy);
    await navigator.clipboard.writeText(source.textContent);
    announce(button.dataset.copied || button.textContent);
  }

  document.addEventListener('click', (event) => {
    const target = event.target.closest('[data-logout],[data-theme-toggle],[data-copy],[data-opens],[data-closes]');
    if (!target) {
      return;
    }
    if ('logout' in target.dataset) {
      logOut();
    } else if ('themeToggle' in target.dataset) {
      toggleTheme();
    } else if ('copy' in target.dataset) {
      copy(target);
    } else if ('opens' in target.dataset) {
      document.querySelector(target.dataset.opens).showModal();
    } else {
      target.closest('dialog').close();
    }
  });

  // ---- what must be agreed to, or typed, before a button can be used

  function settle(root) {
    root.querySelectorAll('[data-enables]').forEach((box) => {
      document.querySelector(box.dataset.enables).disabled = !box.checked;
    });
    root.querySelectorAll('[data-confirm-text]').forEach((input) => {
      input.form.querySelector('[type=submit]').disabled = input.value !== input.dataset.confirmText;
    });
  }

  document.addEventListener('input', () => settle(document));

  // ---- dialogs that a server sends: they come open, to be of use as they are, and become modal here

  function openSheet(sheet) {
    const opener = document.activeElement;
    sheet.removeAttribute('open');
    sheet.showModal();
    sheet.addEventListener('close', () => {
      sheet.remove();
      if (opener instanceof HTMLElement) {
        opener.focus();
      }
    });
  }

  // ---- what was done just before: said once the page stands, and not again after a reload

  function announceDone() {
    const done = document.querySelector('[data-announce]');
    if (done) {
      history.replaceState(null, '', location.pathname);
      setTimeout(() => announce(done.textContent), 200);
    }
  }

  // ---- times where the reader is

  const language = document.documentElement.lang || 'en';
  const localTime = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' });

  function showTimes(root) {
    root.querySelectorAll('time[data-local]').forEach((element) => {
      const time = new Date(element.dateTime);
      if (!Number.isNaN(time.getTime())) {
        element.title = element.dateTime + ' (UTC)';
        element.textContent = localTime.format(time);
      }
    });
  }

  // ---- live figures: one stream of events for whatever the page shows

  const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  const seconds = new Intl.NumberFormat(language, { maximumFractionDigits: 1, style: 'unit', unit: 'second' });
  const millis = new Intl.NumberFormat(language, { maximumFractionDigits: 0, style: 'unit', unit: 'millisecond' });

  function shown(path, value) {
    if (value === null || value === undefined) {
      return '–';
    }
    if (path.endsWith('_ms')) {
      return value < 10000 ? millis.format(value) : seconds.format(value / 1000);
    }
    return typeof value === 'number' ? whole.format(value) : String(value);
  }

  function update(feed) {
    document.querySelectorAll('[data-live]').forEach((element) => {
      const dot = element.dataset.live.indexOf('.');
      if (element.dataset.live.slice(0, dot) !== feed.id) {
        return;
      }
      const path = element.dataset.live.slice(dot + 1);
      if (path === 'state') {
        if (element.dataset.state !== feed.state && !document.querySelector('dialog[open]')) {
          // Words, reasons and actions change with it: the page is asked for anew.
          location.reload();
        }
        return;
      }
      const value = path.split('.').reduce((object, key) => (object ? object[key] : undefined), feed);
      const text = shown(path, value);
      if (element.textContent !== text) {
        element.textContent = text;
      }
    });
    document.dispatchEvent(new CustomEvent('tidegate:feed', { detail: feed }));
  }

  function listen() {
    if (!document.querySelector('[data-live]')) {
      return;
    }
    const stream = new EventSource(events);
    stream.addEventListener('changefeeds', (event) => JSON.parse(event.data).items.forEach(update));
    stream.addEventListener('changefeed', (event) => update(JSON.parse(event.data)));
    addEventListener('pagehide', () => stream.close());
  }

  // ---- charts: the last quarter of an hour of a changefeed

  const KEPT = 900;

  function color(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  }

  function chart(element) {
    const paths = element.dataset.series.split(' ');
    const names = element.dataset.names.split('|');
    const data = [[], ...paths.map(() => [])];
    let plot = null;

    function draw() {
      if (plot) {
        plot.destroy();
      }
      const axis = { stroke: color('--muted'), grid: { stroke: color('--line') }, ticks: { stroke: color('--line') } };
      plot = new uPlot(
        {
          width: element.clientWidth,
          height: 180,
          series: [{}, ...names.map((label, i) => ({ label, stroke: color('--chart-' + (i + 1)), width: 2 }))],
          axes: [axis, { ...axis, size: 70 }],
        },
        data,
        element,
      );
    }

    document.addEventListener('tidegate:feed', (event) => {
      if (event.detail.id !== element.dataset.feed) {
        return;
      }
      data[0].push(Date.now() / 1000);
      paths.forEach((path, i) => {
        data[i + 1].push(path.split('.').reduce((object, key) => (object ? object[key] : null), event.detail));
      });
      if (data[0].length > KEPT) {
        data.forEach((series) => series.shift());
      }
      if (plot) {
        plot.setData(data);
      } else {
        draw();
      }
    });
    document.addEventListener('tidegate:theme', () => plot && draw());
    addEventListener('resize', () => plot && plot.setSize({ width: element.clientWidth, height: 180 }));
  }

  document.addEventListener('htmx:load', (event) => {
    showTimes(event.detail.elt);
    settle(document);
    if (event.detail.elt.matches('dialog[data-modal]')) {
      openSheet(event.detail.elt);
    }
  });

  document.addEventListener('DOMContentLoaded', () => {
    showTimes(document);
    settle(document);
    document.querySelectorAll('.chart[data-series]').forEach(chart);
    listen();
    announceDone();
  });
})();
