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

/** A text beside its button: what was copied is said, since nothing else on the page changes. */
function offerToCopy() {
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll('[data-copy]')) {
    const words = button.innerHTML;
    button.hidden = false;
    button.setAttribute('aria-live', 'polite');
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
      button.textContent = 'コピーしました';
      setTimeout(() => {
        button.innerHTML = words;
      }, 3000);
    });
  }
}

takeTokenFromAddress();
addEventListener('hashchange', takeTokenFromAddress);
offerToPrint();
offerToCopy();
