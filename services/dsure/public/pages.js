// Only helps: every page does its work without it.

/** The link of the key notice brings the key behind `#`, which no server sees. It goes into the form and out of the address. */
function takeKeyFromAddress() {
  const form = document.getElementById('look-up');
  const brought = new URLSearchParams(location.hash.slice(1));
  const key = brought.get('key');
  if (!form || !key) return;
  history.replaceState(null, '', location.pathname + location.search);
  form.elements.authenticationKey.value = key;
  const number = brought.get('number');
  if (number) form.elements.guaranteeNumber.value = number;
  const told = document.getElementById('brought');
  told.hidden = false;
  form.querySelector('button[type=submit]').focus();
}

function offerToPrint() {
  for (const button of document.querySelectorAll('[data-print]')) {
    button.hidden = false;
    button.addEventListener('click', () => print());
  }
}

/** A CSV file is read here and goes into the form as text; files that Excel wrote may be in Shift_JIS. */
function offerToReadFile() {
  const offer = document.getElementById('file-offer');
  if (!offer) return;
  offer.hidden = false;
  offer.querySelector('input').addEventListener('change', async ({ target }) => {
    const [file] = target.files;
    if (!file) return;
    document.getElementById('lines').value = decoded(await file.arrayBuffer());
    document.getElementById('lines').focus();
  });
}

function decoded(bytes) {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('shift_jis').decode(bytes);
  }
}

takeKeyFromAddress();
addEventListener('hashchange', takeKeyFromAddress);
offerToPrint();
offerToReadFile();
