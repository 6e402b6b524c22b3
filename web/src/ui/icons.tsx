import type { ReactNode } from 'react';

/** Line icons on a 20 px grid; decoration only, the control beside them carries the name. */
function Icon({
  children,
  className = 'size-5',
  turns = false,
}: {
  children: ReactNode;
  className?: string;
  /** Points along the line: the other way where one reads from right to left. */
  turns?: boolean;
}) {
  return (
    <svg
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      className={`shrink-0 ${turns ? 'rtl:-scale-x-100' : ''} ${className}`}
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
  <Icon turns {...props}>
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
  <Icon turns {...props}>
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
export const SmileIcon = (props: Props) => (
  <Icon {...props}>
    <circle cx="10" cy="10" r="7" />
    <path d="M7 12c.7 1 1.700 1.500 3 1.500s2.300-.5 3-1.500M7.700 8v.1m4.600-.1v.1" />
  </Icon>
);
export const ReplyIcon = (props: Props) => (
  <Icon turns {...props}>
    <path d="M8 5 3.500 9.500 8 14M4 9.500h7a5 5 0 0 1 5 5v.5" />
  </Icon>
);
export const EditIcon = (props: Props) => (
  <Icon {...props}>
    <path d="M12.500 4.500 15.500 7.500 7.500 15.500l-3.500.5.5-3.500z" />
  </Icon>
);
export const TrashIcon = (props: Props) => (
  <Icon {...props}>
    <path d="M4 6h12M8 6V4.500h4V6m2.500 0-.7 9.500H6.200L5.500 6M8.500 9v4m3-4v4" />
  </Icon>
);
export const CopyIcon = (props: Props) => (
  <Icon {...props}>
    <rect x="7" y="7" width="9" height="9" rx="1.500" />
    <path d="M13 7V5.500A1.500 1.500 0 0 0 11.500 4h-6A1.500 1.500 0 0 0 4 5.500v6A1.500 1.500 0 0 0 5.500 13H7" />
  </Icon>
);
export const PinIcon = (props: Props) => (
  <Icon {...props}>
    <path d="M12 3.500 16.500 8l-1.800.6-2.700 2.700-.5 3.200-6-6 3.200-.5 2.700-2.700zM8 12l-4 4" />
  </Icon>
);
export const FlagIcon = (props: Props) => (
  <Icon {...props}>
    <path d="M5 17V4c3-1.500 6 1.500 10 0v7.500c-4 1.500-7-1.500-10 0" />
  </Icon>
);
export const MoreIcon = (props: Props) => (
  <Icon {...props}>
    <path d="M5 10v.1m5-.1v.1m5-.1v.1" strokeWidth="2.400" />
  </Icon>
);
export const PeopleIcon = (props: Props) => (
  <Icon {...props}>
    <circle cx="10" cy="7" r="3" />
    <path d="M4 16.500c.4-3 2.800-5 6-5s5.600 2 6 5" />
  </Icon>
);
export const AddPersonIcon = (props: Props) => (
  <Icon {...props}>
    <circle cx="8.500" cy="7" r="3" />
    <path d="M2.500 16.500c.4-3 2.800-5 6-5 1 0 2 .2 2.800.6M15 11.500v5M12.500 14h5" />
  </Icon>
);
export const SettingsIcon = (props: Props) => (
  <Icon {...props}>
    <path d="M3.500 6h7m4 0h2M3.500 14h2m4 0h7" />
    <circle cx="12.500" cy="6" r="2" />
    <circle cx="7.500" cy="14" r="2" />
  </Icon>
);
export const AttachIcon = (props: Props) => (
  <Icon {...props}>
    <path d="m15.500 9.500-5.700 5.700a3.500 3.500 0 0 1-5-5l6-6a2.350 2.350 0 0 1 3.300 3.300l-5.900 6a1.100 1.100 0 0 1-1.600-1.600l5.200-5.200" />
  </Icon>
);
export const FileIcon = (props: Props) => (
  <Icon {...props}>
    <path d="M11.500 3H6.500A1.500 1.500 0 0 0 5 4.500v11A1.500 1.500 0 0 0 6.500 17h7a1.500 1.500 0 0 0 1.500-1.500v-9zm0 0v3.500H15" />
  </Icon>
);
export const MuteIcon = (props: Props) => (
  <Icon {...props}>
    <path d="M8.500 16.500h3M5 13.500h10l-1.300-2V8.500a3.700 3.700 0 0 0-7.400 0v3zM4 3.500l12.500 13" />
  </Icon>
);
export const ArchiveIcon = (props: Props) => (
  <Icon {...props}>
    <path d="M3.500 4h13v3.500h-13zM5 7.500V16h10V7.500M8.500 10.500h3" />
  </Icon>
);
export const RetryIcon = (props: Props) => (
  <Icon {...props}>
    <path d="M15.800 8.500A6 6 0 1 0 16 11M16 4.500v4h-4" />
  </Icon>
);
export const PersonIcon = (props: Props) => (
  <Icon {...props}>
    <circle cx="10" cy="7" r="3" />
    <path d="M4.500 16.500c.6-3 2.800-4.500 5.500-4.500s4.900 1.500 5.500 4.500" />
  </Icon>
);
export const ShieldIcon = (props: Props) => (
  <Icon {...props}>
    <path d="M10 3 4.500 5v4.500c0 3.500 2.300 6 5.500 7.500 3.200-1.500 5.500-4 5.500-7.500V5z" />
  </Icon>
);
export const LeaveIcon = (props: Props) => (
  <Icon turns {...props}>
    <path d="M11.500 3.500H14A1.500 1.500 0 0 1 15.500 5v10a1.500 1.500 0 0 1-1.500 1.500h-2.500M12 10H3.500m3-3-3 3 3 3" />
  </Icon>
);
export const InfoIcon = (props: Props) => (
  <Icon {...props}>
    <circle cx="10" cy="10" r="7" />
    <path d="M10 9.500v4M10 6.500v.1" />
  </Icon>
);
