'use client';

// What the queue, a case and most other screens are made of, in the files of the frame: a build gives each screen files of its own, and whoever goes
// from one screen to the next would be sent it anew each time.
export { AtWork } from './at-work';
export { ClaimButton } from './claim-button';
export { CopyButton } from './copy-button';
export { ConfirmSubmit } from './confirm-submit';
export { ClaimTold } from './holding';
export { LiveRefresh } from './live-refresh';
export { PageTitle } from './page-title';
export { OnPlatform } from './platform-id';
export { Button } from '../ui/button';
export { Time } from '../ui/time';
