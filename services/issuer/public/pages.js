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

/** A text beside its button. What was copied is shown on the button, and said to whoever does not see it. */
function offerToCopy() {
  const buttons = document.querySelectorAll('[data-copy]');
  if (!navigator.clipboard || buttons.length === 0) return;
  const told = document.createElement('p');
  told.className = 'visually-hidden';
  told.setAttribute('role', 'status');
  document.getElementById('main').append(told);
  for (const button of buttons) {
    const [shown] = button.childNodes;
    const words = shown.data;
    button.hidden = false;
    button.addEventListener('click', async () => {
      const done = await copy(document.getElementById(button.dataset.copy).textContent);
      shown.data = done ? 'コピーしました' : 'コピーできません';
      told.textContent = done
        ? `${button.textContent}。`
        : 'コピーできませんでした。文字を選んで、コピーしてください。';
      setTimeout(() => {
        shown.data = words;
        told.textContent = '';
      }, 3000);
    });
  }
}

/** A browser may refuse it. */
const copy = (text) =>
  navigator.clipboard.writeText(text).then(
    () => true,
    () => false,
  );

takeTokenFromAddress();
addEventListener('hashchange', takeTokenFromAddress);
offerToPrint();

/** What is typed into a long form is kept by itself, and how it is understood and what it costs is told beside it. */
function keepForm() {
  const form = document.querySelector('form[data-autosave]');
  if (!form) return;
  const told = document.getElementById('saved');
  let timer;
  let saving = null;
  let again = false;

  async function save() {
    clearTimeout(timer);
    if (saving) {
      again = true;
      return saving;
    }
    saving = send().finally(() => {
      saving = null;
      if (again) {
        again = false;
        return save();
      }
    });
    return saving;
  }

  async function send() {
    const body = new URLSearchParams(new FormData(form));
    const answer = await fetch(`${form.action}/look`, {
      method: 'POST',
      body,
      headers: { accept: 'application/json' },
    }).catch(() => null);
    if (!answer?.ok) {
      told.textContent =
        answer?.status === 401
          ? 'ログインの時間が切れました。「下書きを保存する」を押すと、ログインした後に続きから入力できます。'
          : '自動で保存できませんでした。入力した内容はこの画面に残っています。';
      return;
    }
    const { id, version, echoes, figures, electronic } = await answer.json();
    const address = `/applications/drafts/${id}`;
    form.elements.namedItem('version').value = version;
    form.setAttribute('action', address);
    if (location.pathname !== address) history.replaceState(null, '', address);
    for (const place of form.querySelectorAll('[data-echo]')) tell(place, echoes[place.dataset.echo] ?? '');
    for (const [kind, shown] of Object.entries(figures)) show(document.getElementById(`figures-${kind}`), shown);
    for (const [kind, shown] of Object.entries(electronic)) show(document.getElementById(`electronic-${kind}`), shown);
    const time = new Date().toLocaleTimeString('ja-JP', { hour: '2-digit', minute: '2-digit' });
    tell(told, `${time} に自動で保存しました。`);
  }

  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(save, 800);
  });
  // One after the other: two savings at once would take each other for somebody else's.
  form.addEventListener('submit', (event) => {
    clearTimeout(timer);
    again = false;
    if (!saving) return;
    event.preventDefault();
    const { submitter } = event;
    saving.finally(() => form.requestSubmit(submitter));
  });
}

/** Said anew only where it says something new: whoever listens hears each change once. */
function tell(place, text) {
  if (place.textContent !== text) place.textContent = text;
}

function show(place, html) {
  if (!place) return;
  const told = document.createElement('template');
  told.innerHTML = html;
  if (place.innerHTML !== told.innerHTML) place.replaceChildren(told.content);
}

/** What goes on by itself is looked at again, unless somebody is just writing. */
function lookAgain() {
  if (!document.querySelector('[data-refresh]')) return;
  setInterval(() => {
    const writing = [...document.querySelectorAll('textarea, input[type=file]')].some(({ value }) => value !== '');
    if (!document.hidden && !writing) location.reload();
  }, 10_000);
}

keepForm();
lookAgain();
offerToCopy();
