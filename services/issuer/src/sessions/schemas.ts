import { Type } from 'typebox';
import { passwordLength } from '../accounts/password.js';
import { searchText } from '../contract.js';

export const SignInInput = Type.Object(
  { loginId: searchText(100), password: Type.String({ minLength: 1, maxLength: passwordLength.most }) },
  { $id: 'SignInInput', additionalProperties: false },
);
