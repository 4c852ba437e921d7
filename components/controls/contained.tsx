'use client';
import { Component, type ReactNode } from 'react';

/** What breaks inside stays inside: the rest of the page goes on, and `instead` says what failed. */
export class Contained extends Component<{ instead: ReactNode; children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? this.props.instead : this.props.children;
  }
}
