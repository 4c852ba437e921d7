import { headers } from 'next/headers';
import { Door } from '@/components/shell/door';
import { PAGE_WORDS } from '@/lib/appeals/languages/index';
import { documentLanguage } from '../found';

export default async function NoSuchPage() {
  const { title, lead, way } = PAGE_WORDS[await documentLanguage((await headers()).get('x-countersign-path') ?? '')].nowhere;
  return <Door title={title} lead={lead}><p>{way}</p></Door>;
}
