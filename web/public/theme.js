// Runs before the first paint, so that the page never flashes in the wrong theme.
(function () {
  var chosen = null;
  try {
    chosen = localStorage.getItem('parley.theme');
  } catch {
    // Storage is closed to this page: the system's theme it is.
  }
  var system = matchMedia('(prefers-contrast: more)').matches
    ? 'contrast'
    : matchMedia('(prefers-color-scheme: dark)').matches
      ? 'dark'
      : 'light';
  document.documentElement.dataset.theme = chosen || system;
})();
