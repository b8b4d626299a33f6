import type { DiagnosticForm } from '../../packages/language-server/src/features/publish-diagnostics.ts';

/** Diagnostics with all that may be sent of them. */
export const WHOLE_FORM: DiagnosticForm = {
  related: true,
  unnecessary: true,
  pages: true,
  rulePages: 'file:///rules/',
};
