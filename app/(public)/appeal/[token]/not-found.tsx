import { headers } from 'next/headers';
import { AppealFrame } from '@/components/appeal/frame';
import { PAGE_WORDS } from '@/lib/appeals/languages/index';
import { platformName } from '@/lib/kernel/env';
import { documentLanguage } from '../found';

/** As a wrong address is answered (`opensNothing`), for one that was ours and is gone. */
export default async function NoSuchPage() {
  const path = (await headers()).get('x-countersign-path') ?? '';
  const language = await documentLanguage(path);
  const { title, lead, way } = PAGE_WORDS[language].nowhere;
  return (
    <AppealFrame language={language} platform={platformName()} path={path.split('?')[0] ?? ''} skipTo={null} aside={null}>
      <h1>{title}</h1>
      <p className="lead">{lead}</p>
      <p className="mt-3.5">{way}</p>
    </AppealFrame>
  );
}
