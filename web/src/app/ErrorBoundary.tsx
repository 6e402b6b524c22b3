import { Component, type ReactNode } from 'react';
import { t } from '../texts';
import { Button } from '../ui/Button';

/** What cannot be shown for a defect of ours leaves the rest of the page usable. */
export class ErrorBoundary extends Component<
  { readonly children: ReactNode },
  { readonly broken: boolean }
> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    return (
      <div role="alert" className="grid h-full flex-1 place-items-center bg-ground p-8 text-center">
        <div>
          <h2 className="text-lg font-semibold">{t.broken.title}</h2>
          <p className="mt-1 mb-4 text-sm text-muted">{t.broken.hint}</p>
          <Button onClick={() => location.reload()}>{t.version.reload}</Button>
        </div>
      </div>
    );
  }
}
