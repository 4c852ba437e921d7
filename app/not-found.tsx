import { Door } from '@/components/shell/door';
import { ButtonLink } from '@/components/ui/button';

export const metadata = { title: 'Not here' };

export default function NotFound() {
  return (
    <Door title="There is nothing under this address" lead="It may have been typed or copied with a mistake, or what was here has gone.">
      <div><ButtonLink href="/">To the start</ButtonLink></div>
    </Door>
  );
}
