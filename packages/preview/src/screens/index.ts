import { machineScreen } from './machine/machine-screen.tsx';
import { scenariosScreen } from './scenarios/scenarios-screen.tsx';
import type { Screen } from './screen.ts';
import { trustScreen } from './trust/trust-screen.tsx';
import { varianceScreen } from './variance/variance-screen.tsx';

/** The screens in the order of their tabs. */
export const SCREENS: readonly Screen[] = [machineScreen, varianceScreen, scenariosScreen, trustScreen];
