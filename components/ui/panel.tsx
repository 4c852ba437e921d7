import type { ReactNode } from 'react';
import { ButtonLink } from './button';
import { Icon, type IconName } from './icon';

export type PanelFrame = {
  title: string;
  icon?: IconName;
  /** Right end of the header: a tag, a legend, a link. */
  aside?: ReactNode;
  /** Small print: what the panel does not show, or where its facts come from. */
  foot?: ReactNode;
  id?: string;
  /** Id of a dossier panel: noted as opened once seen, and reached by its key. */
  panel?: string;
  /** The digit that leads to it. */
  hotkey?: string;
  /** For what acts: the only panels with a shadow. */
  acts?: boolean;
  /** Children bring their own padding. */
  bleed?: boolean;
  /** What leads to it (its `id`) gives it the focus, so that its name is read. */
  reached?: boolean;
};

/** One border, no shadow, one heading. */
export function Panel({ title, icon, aside, foot, panel, id = panel, hotkey, acts = false, bleed = false, reached = false, children }: PanelFrame & { children: ReactNode }) {
  return (
    <section className={`p${acts ? ' acts' : ''}${reached ? ' reached' : ''}`} aria-label={title} id={id} tabIndex={reached ? -1 : undefined} data-panel={panel}>
      <header>
        {icon !== undefined && <Icon name={icon} />}
        {hotkey === undefined || id === undefined ? <h2>{title}</h2> : <KeyedHeading of={id} hotkey={hotkey}>{title}</KeyedHeading>}
        <span className="grow" />
        {aside}
      </header>
      {bleed ? children : <div className="in">{children}</div>}
      {foot !== undefined && <footer>{foot}</footer>}
    </section>
  );
}

/** The heading of a panel, where its digit leads: it takes the focus, so that it is read, and the keyboard goes on from there. */
export function KeyedHeading({ of, hotkey, name, className, children }: { /** Id of the panel. */ of: string; hotkey: string; /** In the list of keys, where the words do not do. */ name?: string; className?: string; children: ReactNode }) {
  const id = `${of}-title`;
  return <h2 id={id} tabIndex={-1} className={className}><a className="to-panel" href={`#${id}`} data-key={hotkey} data-key-label={name} aria-keyshortcuts={hotkey}>{children}</a></h2>;
}

/** The shape of what will come, still, and only after 300 ms. `shape` names a panel that has a height of its own, which is kept free for it. */
export function PanelLoading({ shape, ...frame }: PanelFrame & { shape?: string }) {
  return (
    <Panel {...frame} bleed={false}>
      <div className="col late" aria-busy="true" data-shape={shape}>
        <span className="vh">Loading {frame.title}</span>
        <span className="sk a" /><span className="sk t" /><span className="sk c" /><span className="sk d" />
      </div>
    </Panel>
  );
}

/** Says what was searched and until when: `words` "No linked accounts found", `searched` "Searched devices and payees, to 14:05." */
export function PanelEmpty({ words, searched, ...frame }: PanelFrame & { words: string; searched: ReactNode }) {
  return <Panel {...frame} bleed={false}><Empty words={words}>{searched}</Empty></Panel>;
}

/** What failed, what still holds, what to do. */
export function PanelError({ words, holds, retryHref, ...frame }: PanelFrame & { words: string; holds: ReactNode; retryHref: string }) {
  return (
    <Panel {...frame} bleed={false}>
      <p className="b"><Icon name="triangle-alert" small /> {words}</p>
      <p className="q sm mt-[3px] mb-2">{holds}</p>
      <ButtonLink href={retryHref} small icon="rotate-ccw">Try again</ButtonLink>
    </Panel>
  );
}

/** That something is held back, why, and whether it counts. */
export function PanelHeld({ words, why, ...frame }: PanelFrame & { words: string; why: ReactNode }) {
  return (
    <Panel {...frame} bleed={false}>
      <p className="b"><Icon name="lock" small /> {words}</p>
      <p className="q sm mt-[3px]">{why}</p>
    </Panel>
  );
}

/** An empty place that says what was looked for. */
export function Empty({ words, children }: { words: string; children?: ReactNode }) {
  return (
    <div>
      <p className="b">{words}</p>
      {children !== undefined && <p className="q sm mt-[3px]">{children}</p>}
    </div>
  );
}
