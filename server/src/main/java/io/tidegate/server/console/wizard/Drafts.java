package io.tidegate.server.console.wizard;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.server.console.draft.Draft;
import io.tidegate.server.console.draft.DraftJson;
import io.tidegate.state.DraftStore;
import io.tidegate.state.StoredDraft;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The drafts of all accounts; each sees its own alone. One that nobody touched for a month is forgotten. */
public final class Drafts {
    private static final Duration KEPT = Duration.ofDays(30);

    private final DraftStore store;
    private final InstantSource clock;

    public Drafts(DraftStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** A new one, as the pages offer it before anybody typed. */
    OpenDraft begin(String owner, String cluster) {
        store.removeBefore(clock.instant().minus(KEPT));
        OpenDraft begun = new OpenDraft(UUID.randomUUID().toString(), owner, cluster, Draft.INITIAL, clock.instant());
        save(begun);
        return begun;
    }

    /** @throws TidegateException DRAFT_NOT_EXISTS if there is none, or it is somebody else's */
    OpenDraft get(String id, String owner) {
        return find(id, owner).orElseThrow(() -> new TidegateException(ErrorCode.DRAFT_NOT_EXISTS, id));
    }

    /** Empty if there is none, or it is somebody else's. */
    Optional<OpenDraft> find(String id, String owner) {
        return store.get(id)
                .filter(stored -> stored.owner().equals(owner))
                .map(stored -> new OpenDraft(
                        stored.id(),
                        stored.owner(),
                        stored.cluster(),
                        DraftJson.read(stored.document()),
                        stored.createdAt()));
    }

    /** Those that an account has begun for a cluster, the one changed last first. */
    public List<StoredDraft> of(String owner, String cluster) {
        return store.ofOwner(owner).stream()
                .filter(stored -> stored.cluster().equals(cluster))
                .toList();
    }

    void save(OpenDraft open) {
        store.put(new StoredDraft(
                open.id(),
                open.owner(),
                open.cluster(),
                DraftJson.write(open.draft()),
                open.createdAt(),
                clock.instant()));
    }

    void remove(OpenDraft open) {
        store.remove(open.id());
    }
}
