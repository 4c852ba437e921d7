/** The mark: a signature above its line. */
export function Mark() {
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.9" strokeLinecap="round" aria-hidden="true" focusable="false">
      <path d="M3 16.5c3.2-8 5.6-10.4 7-9.4 1.7 1.3-3.6 9.3-1.7 9.9 1.9.6 4.2-6.2 6-5.6 1.5.5-.9 4.3.5 4.8 1.3.5 3.3-1.9 6.2-3.2" />
      <path d="M3 20.5h18" strokeWidth="1.3" />
    </svg>
  );
}
