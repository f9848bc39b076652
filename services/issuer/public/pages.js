// Only helps: every page does its work without it.

/** The mail's link brings its token behind `#`, which no server sees. It goes into the form and out of the address. */
function takeTokenFromAddress() {
  const form = document.getElementById('set-password');
  const token = location.hash.slice(1);
  if (!form || !/^[\w-]{43}$/.test(token)) return;
  history.replaceState(null, '', location.pathname);
  form.elements.token.value = token;
  document.getElementById('token-field').hidden = true;
  form.elements.password.focus();
}

function offerToPrint() {
  for (const button of document.querySelectorAll('[data-print]')) {
    button.hidden = false;
    button.addEventListener('click', () => print());
  }
}

takeTokenFromAddress();
addEventListener('hashchange', takeTokenFromAddress);
offerToPrint();
