import { InputField, Pick, SelectField, TextField, Wrong } from '../ui/field';
import type { MeasureField } from './choices';

/** The fields of one measure, named `<measure>.<name>`, so that several measures share a form; of another measure they are other fields, and begin with its own values. */
export function MeasureFields({ measure, fields, wrong }: { measure: string; fields: readonly MeasureField[]; wrong: (name: string) => string | undefined }) {
  return fields.map((field) => {
    const name = `${measure}.${field.name}`;
    return <OneField key={name} name={name} field={field} error={wrong(field.name)} />;
  });
}

function OneField({ name, field, error }: { name: string; field: MeasureField; error: string | undefined }) {
  const { label, kind, value = '', values = [], hint, options = [], min, max } = field;
  switch (kind) {
    case 'paragraph':
    case 'lines':
      return <TextField name={name} label={label} hint={hint} error={error} rows={3} defaultValue={kind === 'lines' && values.length > 0 ? values.join('\n') : value} />;
    case 'select':
      return <SelectField name={name} label={label} hint={hint} error={error} options={options} defaultValue={value} />;
    case 'check':
      return <Pick type="checkbox" name={name} value="yes" defaultChecked={value === 'yes'} says={hint}>{label}</Pick>;
    case 'checks':
      return (
        <fieldset aria-describedby={error === undefined ? undefined : `f-${name}-error`}>
          <legend className="lbl">{label}</legend>
          {options.map((option) => <Pick key={option.value} type="checkbox" name={name} value={option.value} defaultChecked={values.includes(option.value)} says={option.says}>{option.label}</Pick>)}
          {hint !== undefined && <span className="xs qq">{hint}</span>}
          <Wrong id={`f-${name}-error`} words={error} />
        </fieldset>
      );
    default:
      return <InputField name={name} label={label} hint={hint} error={error} type={kind} defaultValue={value} min={min} max={max} inputMode={kind === 'number' ? 'decimal' : undefined} />;
  }
}
