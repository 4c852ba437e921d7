import type { IconName } from '../ui/icon-names';
import { PanelError } from '../ui/panel';

export type UnreadProps = { title: string; icon?: IconName; /** The dossier, to be asked for once more. */ path: string };

/** In place of a panel of the dossier that could not be read. */
export function Unread({ title, icon, path }: UnreadProps) {
  return <PanelError title={title} icon={icon} words={`${title} could not be read`} holds="The rest of the dossier is complete, and the odds include what this panel would show." retryHref={path} />;
}
