import type { ReactNode } from 'react';

/** Line icons on a 20 px grid; decoration only, the control beside them carries the name. */
function Icon({ children, className = 'size-5' }: { children: ReactNode; className?: string }) {
  return (
    <svg
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      className={`shrink-0 ${className}`}
    >
      {children}
    </svg>
  );
}

interface Props {
  readonly className?: string;
}

export const SearchIcon = (props: Props) => (
  <Icon {...props}>
    <circle cx="9" cy="9" r="5" />
    <path d="m13 13 3.500 3.500" />
  </Icon>
);
export const CloseIcon = (props: Props) => (
  <Icon {...props}>
    <path d="m5.500 5.500 9 9m0-9-9 9" />
  </Icon>
);
export const BackIcon = (props: Props) => (
  <Icon {...props}>
    <path d="M12 4.500 6.500 10l5.500 5.500" />
  </Icon>
);
export const SendIcon = (props: Props) => (
  <Icon {...props}>
    <path d="M10 16V4.500M5 9l5-5 5 5" />
  </Icon>
);
export const DownIcon = (props: Props) => (
  <Icon {...props}>
    <path d="M10 4v11.500M5 11l5 5 5-5" />
  </Icon>
);
export const GroupIcon = (props: Props) => (
  <Icon {...props}>
    <circle cx="7.500" cy="7" r="2.750" />
    <path d="M2.500 16c.3-2.800 2.300-4.500 5-4.500s4.700 1.700 5 4.500M13 4.500a2.750 2.750 0 0 1 0 5.100M14.500 11.800c1.700.6 2.800 2.100 3 4.200" />
  </Icon>
);
export const NewGroupIcon = (props: Props) => (
  <Icon {...props}>
    <circle cx="7.500" cy="7" r="2.750" />
    <path d="M2.500 16c.3-2.800 2.300-4.500 5-4.500s4.700 1.700 5 4.500M15.500 7v5M13 9.500h5" />
  </Icon>
);
export const MoonIcon = (props: Props) => (
  <Icon {...props}>
    <path d="M16.500 12A7 7 0 0 1 8 3.500a7 7 0 1 0 8.500 8.500Z" />
  </Icon>
);
export const SunIcon = (props: Props) => (
  <Icon {...props}>
    <circle cx="10" cy="10" r="3.250" />
    <path d="M10 2.500V4m0 12v1.500M2.500 10H4m12 0h1.500M4.700 4.700l1 1m8.600 8.600 1 1m0-10.600-1 1m-8.600 8.600-1 1" />
  </Icon>
);
export const SignOutIcon = (props: Props) => (
  <Icon {...props}>
    <path d="M8 3.500H5.500A1.500 1.500 0 0 0 4 5v10a1.500 1.500 0 0 0 1.500 1.500H8M9 10h8m-3-3 3 3-3 3" />
  </Icon>
);
export const ClockIcon = (props: Props) => (
  <Icon {...props}>
    <circle cx="10" cy="10" r="6" />
    <path d="M10 6.500V10l2.300 1.500" />
  </Icon>
);
export const CheckIcon = (props: Props) => (
  <Icon {...props}>
    <path d="m5 10.500 3.500 3.500L15 6.500" />
  </Icon>
);
export const ChecksIcon = (props: Props) => (
  <Icon {...props}>
    <path d="m2 10.500 3.500 3.500L12 6.500M10.500 13.200l.8.8 6.700-7.500" />
  </Icon>
);
export const AlertIcon = (props: Props) => (
  <Icon {...props}>
    <circle cx="10" cy="10" r="7" />
    <path d="M10 6.500v4m0 2.800v.1" />
  </Icon>
);
