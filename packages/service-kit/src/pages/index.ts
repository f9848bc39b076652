export { type Assets, loadAssets, sharedAssets } from './assets.js';
export { type Choice, checkField, radioField, selectField } from './choices.js';
export { cookieOf, strictCookie } from './cookie.js';
export { documentOf, type PageContent, type Site } from './document.js';
export {
  errorSummary,
  type FieldOptions,
  type FormError,
  field,
  fileField,
  helpOf,
  type TextOptions,
  textArea,
  textField,
  titleWith,
} from './form.js';
export { createFormTokens, type FormTokens } from './form-token.js';
export { escapeHtml, Html, type HtmlValue, html } from './html.js';
export { type IconName, icon, verdict } from './icons.js';
