import type { Settings } from '@/lib/staff/settings';
import { Pick } from '../ui/field';

type Choices = readonly { value: string; words: string; says?: string }[];

const THEMES: Choices = [{ value: 'system', words: 'As the system has it' }, { value: 'light', words: 'Light' }, { value: 'dark', words: 'Dark' }];
const DENSITIES: Choices = [{ value: 'roomy', words: 'Roomy' }, { value: 'dense', words: 'Dense', says: 'More rows at a time.' }];
const MOTIONS: Choices = [{ value: 'system', words: 'As the system has it' }, { value: 'reduced', words: 'None' }];
const REPORTS: Choices = [{ value: 'true', words: 'Folded until I ask', says: 'They may be graphic.' }, { value: 'false', words: 'Always shown' }];
const LETTERS: Choices = [{ value: 'true', words: 'Press verbs' }, { value: 'false', words: 'Do nothing', says: 'For voices and hands that press them unintendedly, and for screen readers that have letters of their own. Keys with Ctrl or ⌘ go on working, and any verb can be given one.' }];

/** The fields of a person's settings. Names: `theme`, `density`, `motion`, `foldReports`, `letters`. */
export function Looks({ settings: { theme, density, motion, foldReports, letters } }: { settings: Pick<Settings, 'theme' | 'density' | 'motion' | 'foldReports' | 'letters'> }) {
  return (
    <>
      <Radios name="theme" legend="Theme" choices={THEMES} chosen={theme} />
      <Radios name="density" legend="Rows of the queue" choices={DENSITIES} chosen={density} />
      <Radios name="motion" legend="Motion" choices={MOTIONS} chosen={motion} />
      <Radios name="foldReports" legend="Texts of reports" choices={REPORTS} chosen={String(foldReports)} />
      <Radios name="letters" legend="Single letters and signs" choices={LETTERS} chosen={String(letters)} />
    </>
  );
}

function Radios({ name, legend, choices, chosen }: { name: string; legend: string; choices: Choices; chosen: string }) {
  return (
    <fieldset key={chosen}>
      <legend className="lbl">{legend}</legend>
      {choices.map(({ value, words, says }) => <Pick key={value} type="radio" name={name} value={value} defaultChecked={value === chosen} says={says}>{words}</Pick>)}
    </fieldset>
  );
}
