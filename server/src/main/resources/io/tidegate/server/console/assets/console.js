// What the pages of the console do in the browser. Pages say what they want by data- attributes, nothing here knows a page;
// there are no dependencies but htmx, which swaps parts of pages, and uPlot, which draws. Nothing is evaluated, and no style
// is written as text, so that the strictest content security policy holds.
//
//   form[data-login][data-to][data-failed]  logs in, then goes to data-to if it is of this server; else shows data-failed
//                                           in its [data-login-error], a live region
//   [data-logout], [data-theme-toggle]      log out; change the theme, which theme.js sets before the next page is drawn
//   [data-copy="#id"][data-copied]          copies the text of an element, says data-copied aloud
//   [data-opens="#id"], [data-closes]       open a dialog; close that around the button, or the one named
//   dialog[data-modal]                      comes open in a page or with htmx, is made modal, and is removed when closed
//   [data-confirm-text="name"]              the submit button of its form works only once exactly this is typed
//   input[type=checkbox][data-enables="#id"] the button named works only while it is checked
//   time[datetime][data-local]              is shown in the reader's time and language, UTC is its title
//   [data-announce]                         is said aloud once, by #announcer
//   [role=alert][tabindex="-1"]             what is wrong with a form: gets the focus when it comes
//   [data-follow="/path"][data-failed]      posts there when it comes, and takes the parts of a page that are answered one by
//                                           one: lines at its end, what has the id of something here in the place of that
//   [data-live="ID.field"]                  has a field of a changefeed's progress, see docs/api.md, "Live status"
//   .chart[data-feed][data-series][data-names]  draws fields of a changefeed over the last 15 minutes: data-series are fields
//                                           with blanks between, data-names what they are called, with | between. Those that
//                                           begin with lag. are stacked. data-points may hold a start: JSON, the times in
//                                           milliseconds, then one array for each field
//
// The server may ask for a message with the header HX-Trigger: {"toast": {"text": "...", "kind": "success"}}.
'use strict';
(function () {
  const root = document.documentElement;
  const language = root.lang || 'en';
  const session = '/api/v2/tidegate/session';
  const events = '/api/v2/tidegate/events';

  function meta(name) {
    return document.querySelector('meta[name="' + name + '"]')?.content ?? '';
  }

  function announce(text) {
    const announcer = document.getElementById('announcer');
    if (announcer) {
      // The same words twice are said twice only if they were gone in between.
      announcer.textContent = '';
      setTimeout(() => (announcer.textContent = text), 50);
    }
  }

  function toast(text, kind) {
    let region = document.querySelector('.toasts');
    if (!region) {
      region = document.createElement('div');
      region.className = 'toasts';
      document.body.append(region);
    }
    const notice = document.createElement('p');
    notice.className = 'notice';
    notice.dataset.kind = kind || 'info';
    notice.textContent = text;
    region.append(notice);
    announce(text);
    setTimeout(() => notice.remove(), 8000);
  }

  document.addEventListener('toast', (event) => toast(event.detail.text ?? event.detail.value, event.detail.kind));

  // ---- login and logout

  /** Where a login leads: only ever to this server, whatever an address claims to be. */
  function local(to) {
    try {
      const url = new URL(to || '/', location.origin);
      return url.origin === location.origin && /^\/(?![/\\])/.test(to) ? url.pathname + url.search + url.hash : '/';
    } catch (e) {
      return '/';
    }
  }

  async function logIn(form) {
    const error = form.querySelector('[data-login-error]');
    const button = form.querySelector('[type=submit]');
    error.textContent = '';
    button.disabled = true;
    try {
      const answer = await fetch(session, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ name: form.elements.namedItem('name').value, password: form.elements.namedItem('password').value }),
      });
      if (answer.ok) {
        location.assign(local(form.dataset.to));
        return;
      }
      const problem = await answer.json().catch(() => ({}));
      error.textContent = problem.detail ? form.dataset.failed + ' (' + problem.detail + ')' : form.dataset.failed;
    } catch (e) {
      error.textContent = form.dataset.failed;
    }
    button.disabled = false;
    form.elements.namedItem('password').select();
  }

  async function logOut() {
    await fetch(session, { method: 'DELETE', headers: { 'X-CSRF-Token': meta('csrf-token') } });
    forgetFigures();
    location.assign('/login');
  }

  document.addEventListener('submit', (event) => {
    if (event.target.matches('[data-login]')) {
      event.preventDefault();
      logIn(event.target);
    }
  });

  // ---- htmx: the token with every change, errors in the place of the answer, the focus kept

  document.addEventListener('htmx:configRequest', (event) => {
    event.detail.headers['X-CSRF-Token'] = meta('csrf-token');
  });

  let focused = '';

  document.addEventListener('htmx:beforeSwap', (event) => {
    const xhr = event.detail.xhr;
    if (location.pathname !== '/login' && xhr.responseURL && new URL(xhr.responseURL).pathname === '/login') {
      // The login has ended meanwhile: its page is not a part of this one.
      event.detail.shouldSwap = false;
      location.reload();
    } else if (xhr.status >= 400 && xhr.getResponseHeader('Content-Type')?.startsWith('text/html')) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
    focused = document.activeElement?.id ?? '';
  });

  document.addEventListener('htmx:afterSettle', (event) => {
    if (document.activeElement && document.activeElement !== document.body) {
      return;
    }
    const again = focused ? document.getElementById(focused) : null;
    // Another page begins at its top, also for those who read by the keyboard.
    const place = again ?? (event.detail.target === document.body ? document.querySelector('main') : null);
    place?.focus({ preventScroll: true });
  });

  // ---- theme

  const system = matchMedia('(prefers-color-scheme: dark)');

  function toggleTheme() {
    const chosen = root.dataset.theme;
    const theme = (chosen ? chosen === 'dark' : system.matches) ? 'light' : 'dark';
    root.dataset.theme = theme;
    try {
      localStorage.setItem('tidegate-theme', theme);
    } catch (e) {
      // Storage is switched off: the choice holds for this page.
    }
    drawAll();
  }

  system.addEventListener('change', () => drawAll());

  // ---- clicks that pages ask for

  async function copy(button) {
    const source = document.querySelector(button.dataset.copy);
    const text = source.value ?? source.textContent;
    try {
      await navigator.clipboard.writeText(text);
    } catch (e) {
      // Without TLS browsers have no clipboard but for what is selected.
      getSelection().selectAllChildren(source);
      if (!document.execCommand('copy')) {
        return;
      }
      getSelection().removeAllRanges();
    }
    announce(button.dataset.copied || '✓ ' + button.textContent);
    button.dataset.done = '';
    setTimeout(() => delete button.dataset.done, 2000);
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
      (target.dataset.closes ? document.querySelector(target.dataset.closes) : target.closest('dialog')).close();
    }
  });

  /** A dialog comes open, so that it can be used without this; here it becomes modal, and keeps the focus in itself. */
  function makeModal(dialog) {
    dialog.removeAttribute('data-modal');
    dialog.removeAttribute('open');
    dialog.addEventListener('close', () => dialog.remove());
    dialog.showModal();
  }

  // ---- what must be agreed to, or typed, before a button can be used

  function settle() {
    const buttons = new Map();
    const demand = (button, met) => button && buttons.set(button, met && (buttons.get(button) ?? true));
    document.querySelectorAll('[data-enables]').forEach((box) => demand(document.querySelector(box.dataset.enables), box.checked));
    document
      .querySelectorAll('[data-confirm-text]')
      .forEach((input) => demand(input.form.querySelector('[type=submit]'), input.value === input.dataset.confirmText));
    buttons.forEach((met, button) => (button.disabled = !met));
  }

  document.addEventListener('input', settle);
  document.addEventListener('reset', () => setTimeout(settle));

  // ---- times where the reader is

  const localTime = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' });

  function showTime(element) {
    const time = new Date(element.dateTime);
    if (!Number.isNaN(time.getTime())) {
      element.title = time.toISOString().replace('T', ' ').replace(/(\.000)?Z$/, ' UTC');
      element.textContent = localTime.format(time);
    }
  }

  // ---- figures in the reader's language

  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });

  function unit(name, digits) {
    return new Intl.NumberFormat(language, { style: 'unit', unit: name, unitDisplay: 'short', maximumFractionDigits: digits });
  }

  const durations = [
    [1e3, 1, unit('millisecond', 0)],
    [6e4, 1e3, unit('second', 1)],
    [36e5, 6e4, unit('minute', 1)],
    [864e5, 36e5, unit('hour', 1)],
    [Infinity, 864e5, unit('day', 1)],
  ];
  const sizes = [
    [1e3, 1, unit('byte', 0)],
    [1e6, 1e3, unit('kilobyte', 1)],
    [1e9, 1e6, unit('megabyte', 1)],
    [1e12, 1e9, unit('gigabyte', 1)],
    [Infinity, 1e12, unit('terabyte', 1)],
  ];

  function scaled(value, units) {
    const [, divisor, format] = units.find(([below]) => Math.abs(value) < below);
    return format.format(value / divisor);
  }

  function shown(path, value) {
    if (value === null || value === undefined) {
      return '–';
    }
    if (typeof value !== 'number') {
      return String(value);
    }
    return path.endsWith('_ms') ? scaled(value, durations) : path.endsWith('_bytes') ? scaled(value, sizes) : number.format(value);
  }

  function at(path, object) {
    return path.split('.').reduce((part, key) => part?.[key], object) ?? null;
  }

  // ---- live: one stream of events for whatever the page shows

  const conditions = new Map();
  let stale = '';

  function update(feed) {
    document.querySelectorAll('[data-live]').forEach((element) => {
      const dot = element.dataset.live.indexOf('.');
      const path = element.dataset.live.slice(dot + 1);
      if (element.dataset.live.slice(0, dot) !== feed.id || path === 'state') {
        return;
      }
      const value = at(path, feed);
      if (element instanceof HTMLTimeElement && value) {
        element.dateTime = value;
        showTime(element);
        return;
      }
      const text = shown(path, value);
      if (element.textContent !== text) {
        element.textContent = text;
      }
    });
    remember(feed);
    // Figures in a reason, such as a time that grows, make it no other reason.
    const condition = [feed.state, feed.error?.code ?? '', (feed.reason ?? '').replace(/\d+/g, '')].join('|');
    const before = conditions.get(feed.id) ?? condition;
    const drawn = document.querySelector('.state[data-live="' + CSS.escape(feed.id) + '.state"]')?.dataset.state ?? feed.state;
    conditions.set(feed.id, condition);
    if (before !== condition || drawn !== feed.state) {
      stale = feed.state;
    }
  }

  /** Somebody is at work in the page, which must not be taken from under the hands. */
  function occupied(main) {
    const changed = (field) =>
      field instanceof HTMLSelectElement
        ? field.selectedIndex !== Math.max(0, [...field.options].findIndex((option) => option.defaultSelected))
        : field.type === 'checkbox' || field.type === 'radio'
          ? field.checked !== field.defaultChecked
          : field.value !== field.defaultValue;
    return (
      document.querySelector('dialog[open]') !== null ||
      !getSelection().isCollapsed ||
      main.querySelector('.htmx-request') !== null ||
      document.activeElement?.matches('main :is(input, select, textarea)') ||
      [...main.querySelectorAll('input:not([type=hidden]), select, textarea')].some(changed)
    );
  }

  let refreshing = false;

  /** With a state, words, reasons and actions change: the page is asked for anew and takes the place of what is shown. */
  async function refresh() {
    const main = document.querySelector('main');
    if (!stale || refreshing || !main || occupied(main)) {
      return;
    }
    refreshing = true;
    const state = stale;
    stale = '';
    try {
      const answer = await fetch(location.href, { headers: { Accept: 'text/html' } });
      if (!answer.ok || new URL(answer.url).pathname !== location.pathname) {
        location.reload();
        return;
      }
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      if (occupied(main)) {
        stale = state;
        return;
      }
      page.querySelectorAll('[data-announce]').forEach((element) => element.remove());
      replace(main, page.querySelector('main'));
      const badge = main.querySelector('.state[data-state="' + CSS.escape(state) + '"]');
      if (badge) {
        announce(((badge.closest('tr')?.querySelector('th') ?? badge.parentElement).textContent + ' ' + badge.textContent).trim());
      }
    } catch (e) {
      // The server is away; the next event is another try.
      stale = state;
    } finally {
      setTimeout(() => (refreshing = false), 2000);
    }
  }

  function replace(main, fresh) {
    const active = document.activeElement;
    const found = active?.id ? '#' + CSS.escape(active.id) : active?.getAttribute('href') ? 'main a[href="' + CSS.escape(active.getAttribute('href')) + '"]' : '';
    const scrolled = [...main.querySelectorAll('.scroll')].map((element) => element.scrollLeft);
    main.replaceChildren(...document.adoptNode(fresh).childNodes);
    main.querySelectorAll('.scroll').forEach((element, i) => (element.scrollLeft = scrolled[i] ?? 0));
    if (found && !document.activeElement?.matches(found)) {
      document.querySelector(found)?.focus({ preventScroll: true });
    }
    window.htmx?.process(main);
    prepare(main);
  }

  let stream = null;
  let pause = 1000;

  function listen() {
    if (stream || !document.querySelector('[data-live], .chart[data-feed]')) {
      return;
    }
    stream = new EventSource(events);
    const heard = (each) => (event) => {
      pause = 1000;
      each(JSON.parse(event.data));
      drawAll(true);
      refresh();
    };
    stream.addEventListener('changefeeds', heard((all) => all.items.forEach(update)));
    stream.addEventListener('changefeed', heard(update));
    stream.addEventListener(
      'removed',
      heard((gone) => {
        const live = '[data-live^="' + CSS.escape(gone.id) + '."]';
        if (conditions.delete(gone.id) && document.querySelector(live)) {
          stale = 'DELETED';
        }
      }),
    );
    stream.addEventListener('error', () => {
      // A browser comes back by itself when a stream ends, but not after an answer that is no stream.
      if (stream?.readyState === EventSource.CLOSED) {
        stream = null;
        setTimeout(listen, pause);
        pause = Math.min(pause * 2, 60000);
      }
    });
  }

  addEventListener('pagehide', () => {
    keepFigures();
    stream?.close();
    stream = null;
  });
  addEventListener('pageshow', (event) => event.persisted && listen());

  // ---- the last quarter of an hour of the changefeeds that the page draws, also when it goes on to another tab

  const KEPT_MS = 15 * 60 * 1000;
  const GAP_MS = 60 * 1000;
  const STORED = 'tidegate-figures';
  const histories = new Map();

  try {
    Object.entries(JSON.parse(sessionStorage.getItem(STORED) ?? '{}')).forEach(([id, samples]) => histories.set(id, samples));
  } catch (e) {
    // Storage is switched off: the curves begin anew with each page.
  }

  function keepFigures() {
    try {
      sessionStorage.setItem(STORED, JSON.stringify(Object.fromEntries(histories)));
    } catch (e) {
      // As above.
    }
  }

  function forgetFigures() {
    histories.clear();
    try {
      sessionStorage.removeItem(STORED);
    } catch (e) {
      // As above.
    }
  }

  function add(id, time, values) {
    const samples = histories.get(id) ?? [];
    histories.set(id, samples);
    const last = samples[samples.length - 1];
    if (last && time - last.time > GAP_MS) {
      samples.push({ time: last.time + 1, values: {} });
    }
    samples.push({ time, values });
    while (samples.length > 0 && samples[0].time < Date.now() - KEPT_MS) {
      samples.shift();
    }
  }

  function remember(feed) {
    const paths = [...document.querySelectorAll('.chart[data-feed]')]
      .filter((element) => element.dataset.feed === feed.id)
      .flatMap((element) => element.dataset.series.split(' '));
    if (paths.length > 0) {
      add(feed.id, Date.now(), Object.fromEntries(paths.map((path) => [path, at(path, feed)])));
    }
  }

  function begin(element) {
    const [times, ...columns] = JSON.parse(element.dataset.points);
    const paths = element.dataset.series.split(' ');
    const given = times.map((time, i) => ({ time, values: Object.fromEntries(paths.map((path, s) => [path, columns[s][i]])) }));
    const merged = new Map((histories.get(element.dataset.feed) ?? []).map((sample) => [sample.time, sample]));
    given.forEach((sample) => merged.set(sample.time, { time: sample.time, values: { ...merged.get(sample.time)?.values, ...sample.values } }));
    histories.set(element.dataset.feed, [...merged.values()].sort((a, b) => a.time - b.time));
  }

  // ---- charts

  const HEIGHT = 220;
  const SHORTEST_MS = 2 * 60 * 1000;
  const DASHES = [[], [8, 4], [2, 4], [12, 3, 2, 3]];
  const BORDERS = ['solid', 'dashed', 'dotted', 'double'];
  // Steps of an axis that read well: in seconds, minutes and hours, or in round numbers of rows, never in parts of one.
  const COUNTS = Array.from({ length: 12 }, (none, power) => [1, 2, 5].map((digit) => digit * 10 ** power)).flat();
  const MILLIS = [
    ...COUNTS.slice(0, 9),
    ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * 1e3),
    ...[1, 2, 5, 10, 30].map((minutes) => minutes * 6e4),
    ...[1, 2, 6, 12].map((hours) => hours * 36e5),
    ...[1, 2, 7, 30, 90, 365].map((days) => days * 864e5),
  ];
  const clock = new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit' });
  const clockSeconds = new Intl.DateTimeFormat(language, { timeStyle: 'medium' });
  const plots = new Map();

  /** A token of the style sheet as a canvas understands it. */
  function color(token, alpha) {
    const probe = document.createElement('span');
    probe.style.color = 'var(' + token + ')';
    document.body.append(probe);
    const [red, green, blue] = getComputedStyle(probe).color.match(/[\d.]+/g);
    probe.remove();
    return 'rgba(' + red + ', ' + green + ', ' + blue + ', ' + (alpha ?? 1) + ')';
  }

  function isStacked(paths, i) {
    return paths[i].startsWith('lag.') && paths.filter((path) => path.startsWith('lag.')).length > 1;
  }

  /** The columns of a chart as they were measured, and as they are drawn: the stages of the lag on top of each other. */
  function columns(element) {
    const paths = element.dataset.series.split(' ');
    const samples = (histories.get(element.dataset.feed) ?? []).filter((sample) => sample.time >= Date.now() - KEPT_MS);
    const measured = paths.map((path) => samples.map((sample) => sample.values[path] ?? null));
    let below = null;
    const drawn = measured.map((values, i) => {
      if (!isStacked(paths, i)) {
        return values;
      }
      const base = below;
      below = values.map((value, t) => (value === null ? null : value + (base ? base[t] ?? 0 : 0)));
      return below;
    });
    return { paths, measured, data: [samples.map((sample) => sample.time / 1000), ...drawn] };
  }

  function draw(element) {
    const { paths, data } = columns(element);
    plots.get(element)?.destroy();
    plots.delete(element);
    if (data[0].length === 0 || element.clientWidth === 0 || !window.uPlot) {
      return;
    }
    const names = (element.dataset.names ?? element.dataset.labels ?? element.dataset.series.replaceAll(' ', '|')).split('|');
    const stacked = paths.map((path, i) => i + 1).filter((series) => isStacked(paths, series - 1));
    const axis = { stroke: color('--muted'), grid: { stroke: color('--line'), width: 1 }, ticks: { show: false } };
    const tint = (i) => '--chart-' + ((i % 4) + 1);
    const options = {
      width: element.clientWidth,
      height: HEIGHT,
      cursor: { sync: { key: 'tidegate' }, drag: { x: false, y: false } },
      legend: { markers: { dash: (plot, series) => BORDERS[(series - 1) % BORDERS.length] } },
      scales: {
        x: {
          range: (plot, first) => {
            const now = Date.now();
            return [Math.max(now - KEPT_MS, Math.min(first * 1000, now - SHORTEST_MS)) / 1000, now / 1000];
          },
        },
        y: { range: (plot, least, most) => [0, Math.max(most * 1.1, 5)] },
      },
      bands: stacked.slice(1).map((series, i) => ({ series: [series, stacked[i]] })),
      axes: [
        { ...axis, values: (plot, times) => times.map((time) => clock.format(time * 1000)), space: 80, size: 34, incrs: [60, 120, 300] },
        { ...axis, values: (plot, values) => values.map((value) => shown(paths[0], value)), size: 76, incrs: paths[0].endsWith('_ms') ? MILLIS : COUNTS },
      ],
      series: [
        { label: '', value: (plot, time) => (time === null ? '' : clockSeconds.format(time * 1000)) },
        ...paths.map((path, i) => ({
          label: names[i] ?? path,
          stroke: color(tint(i)),
          fill: isStacked(paths, i) || paths.length === 1 ? color(tint(i), 0.16) : undefined,
          width: 2,
          dash: DASHES[i % DASHES.length],
          points: { show: false },
          value: (plot, value, series, index) => {
            const values = plots.get(element)?.measured[i] ?? [];
            return shown(path, values[index ?? values.length - 1]);
          },
        })),
      ],
    };
    element.textContent = '';
    const plot = new uPlot(options, data, element);
    plots.set(element, {
      measured: columns(element).measured,
      destroy: () => plot.destroy(),
      renew() {
        const now = columns(element);
        this.measured = now.measured;
        plot.setData(now.data);
      },
      fit: () => plot.setSize({ width: element.clientWidth, height: HEIGHT }),
    });
    plots.get(element).renew();
  }

  /** Draws all charts anew, or only their data. */
  function drawAll(dataOnly) {
    plots.forEach((plot, element) => {
      if (!element.isConnected) {
        plot.destroy();
        plots.delete(element);
      }
    });
    document.querySelectorAll('.chart[data-series]').forEach((element) => {
      const plot = plots.get(element);
      if (dataOnly && plot) {
        plot.renew();
      } else {
        draw(element);
      }
    });
  }

  const sized = new ResizeObserver((entries) =>
    entries.forEach((entry) => {
      const plot = plots.get(entry.target);
      if (!entry.target.isConnected) {
        sized.unobserve(entry.target);
      } else if (plot) {
        plot.fit();
      } else {
        draw(entry.target);
      }
    }),
  );

  // ---- answers that come in parts, while the server is at work

  const PART_END = '\u001e';

  function take(list, html) {
    const template = document.createElement('template');
    template.innerHTML = html;
    [...template.content.children].forEach((part) => {
      const old = part.id ? document.getElementById(part.id) : null;
      if (old) {
        old.replaceWith(part);
      } else if (part instanceof HTMLLIElement) {
        list.append(part);
      } else {
        list.after(part);
      }
      window.htmx?.process(part);
      prepare(part);
    });
  }

  async function follow(list) {
    const path = list.dataset.follow;
    list.removeAttribute('data-follow');
    try {
      const headers = { 'X-CSRF-Token': meta('csrf-token'), 'HX-Request': 'true', Accept: 'text/html' };
      const answer = await fetch(path, { method: 'POST', headers });
      if (!answer.headers.get('Content-Type')?.startsWith('text/html')) {
        location.reload(); // the login has ended meanwhile
        return;
      }
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      let text = '';
      for (let read = await reader.read(); !read.done; read = await reader.read()) {
        if (!list.isConnected) {
          reader.cancel();
          return;
        }
        const parts = (text + read.value).split(PART_END);
        text = parts.pop();
        parts.forEach((part) => take(list, part));
      }
      take(list, text);
    } catch (e) {
      toast(list.dataset.failed, 'error');
    }
  }

  // ---- what is new in the page: all of it at first, then what htmx brings

  function prepare(part) {
    const all = (selector) => [...(part.matches?.(selector) ? [part] : []), ...part.querySelectorAll(selector)];
    all('time[data-local]').forEach(showTime);
    all('dialog[data-modal]').forEach(makeModal);
    all('[data-follow]').forEach(follow);
    all('[role=alert][tabindex="-1"]').forEach((summary) => summary.focus());
    all('[data-announce]').forEach((element) => announce(element.textContent.trim()));
    all('.chart[data-series]').forEach((element) => {
      if (element.dataset.points) {
        begin(element);
      }
      sized.observe(element);
    });
    settle();
    listen();
  }

  document.addEventListener('htmx:load', (event) => event.detail.elt !== document.body && prepare(event.detail.elt));
  document.addEventListener('htmx:historyRestore', () => prepare(document.body));
  document.addEventListener('DOMContentLoaded', () => {
    prepare(document);
    // A link to a field leads into it.
    const field = location.hash ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
    if (field?.matches('input, select, textarea')) {
      field.focus();
    }
  });
})();
