/** Three stacked layers. */
export function Logo() {
  return (
    <svg width="30" height="30" viewBox="0 0 30 30" fill="none" role="img" aria-label="Kasane">
      <path d="M15 3 28 9.5 15 16 2 9.5Z" fill="#ff6b4a" />
      <path d="m3.5 14.5 11.5 5.8 11.5-5.8" stroke="#e0583a" strokeWidth="2.6" strokeLinejoin="round" />
      <path d="m3.5 20.5 11.5 5.8 11.5-5.8" stroke="#a8422b" strokeWidth="2.6" strokeLinejoin="round" />
    </svg>
  );
}
