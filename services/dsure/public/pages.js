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

/** What is in the file is seen before it is looked up: it goes into the text, which alone is sent. Excel may have written Shift_JIS. */
function readFileIntoText() {
  const lines = document.getElementById('lines');
  const file = document.getElementById('file');
  file?.addEventListener('change', async () => {
    if (!file.files[0]) return;
    const content = decoded(await file.files[0].arrayBuffer());
    lines.value = [lines.value.trimEnd(), content].filter(Boolean).join('\n');
    file.value = '';
    lines.focus();
  });
}

function decoded(bytes) {
  const [first, second] = new Uint8Array(bytes);
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('shift_jis').decode(bytes);
  }
}

takeKeyFromAddress();
addEventListener('hashchange', takeKeyFromAddress);
offerToPrint();
readFileIntoText();
