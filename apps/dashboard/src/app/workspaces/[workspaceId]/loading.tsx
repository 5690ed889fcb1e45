/** While a workspace's page is being read. */
import { PageSkeleton } from "../../../ui/skeleton.tsx";

export default function Loading() {
  return <PageSkeleton />;
}
