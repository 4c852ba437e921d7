import { notFound } from 'next/navigation';
import { GalleryShell } from '../frame';
import { SCREENS } from '../screens';

export default async function GalleryScreen({ params, searchParams }: PageProps<'/gallery/[screen]'>) {
  const screen = SCREENS[(await params).screen];
  if (screen === undefined) notFound();
  const { sent } = await searchParams;
  const inside = <screen.View sent={sent === '1'} />;
  return screen.bare ? inside : <GalleryShell>{inside}</GalleryShell>;
}
