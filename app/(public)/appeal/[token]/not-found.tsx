import { Door } from '@/components/shell/door';
import { NO_SUCH_PAGE } from '../plain-page';

export default function NoSuchPage() {
  return <Door title={NO_SUCH_PAGE.title} lead={NO_SUCH_PAGE.lead}><p>{NO_SUCH_PAGE.way}</p></Door>;
}
