using Coc.EventStore;
using Coc.EventStore.Projecting;
using Coc.Liaison.Domain.Bodies;
using Coc.Platform;

namespace Coc.Liaison.Directory;

/// <summary>Where a body's history lies and what its list rows look like.</summary>
internal static class BodyStreams
{
    public const string Tenant = "*directory*";
    public const string Type = "body";

    public static StreamKey Of(string slug) => new(Tenant, Ids.V5(Guid.Empty, "body:" + slug));

    public static BodyState Fold(BodyState state, IEnumerable<object> events) => events.Cast<BodyEvent>().Aggregate(state, BodyState.Evolve);

    /// <summary>The directory as lists and look-ups need it.</summary>
    public static Projection Projection { get; } = Projection.OfStreams<BodyEvent, BodyState>(
        "directory", ProjectionKind.Inline, ["app.bodies", "app.seats"], BodyState.Nothing, BodyState.Evolve, Rows);

    private static IEnumerable<StoreStatement> Rows(BodyState state, StreamChange change)
    {
        var profile = state.Profile!;
        yield return new StoreStatement(
            Tenant,
            """
            insert into app.bodies (slug, kind, handling, foundation, parent, version) values ($1, $2, $3, $4, $5, $6)
            on conflict (slug) do update set kind = excluded.kind, handling = excluded.handling, foundation = excluded.foundation, parent = excluded.parent, version = excluded.version
            """,
            profile.Slug, profile.Kind, profile.Handling, profile.Foundation, profile.Parent, change.Events[^1].Version);
        foreach (var seat in change.Events.Select(e => Seat((BodyEvent)e.Data)).OfType<Guid>().Distinct().Select(id => state.Seats[id]))
        {
            yield return new StoreStatement(
                Tenant,
                """
                insert into app.seats (seat, body, account, role, ended, term_end, begins) values ($1, $2, $3, $4, $5, $6, $7)
                on conflict (seat) do update set account = excluded.account, role = excluded.role, ended = excluded.ended, term_end = excluded.term_end, begins = excluded.begins
                """,
                seat.Id, profile.Slug, seat.Account, seat.Terms.Role, seat.EndedAt is not null, seat.Terms.TermEnd,
                seat.Begun ? null : seat.Terms.TermStart);
        }
    }

    private static Guid? Seat(BodyEvent e) => e switch
    {
        BodyEvent.SeatAppointed coming => coming.Seat,
        BodyEvent.SeatFilled filled => filled.Seat,
        BodyEvent.SeatAmended amended => amended.Seat,
        BodyEvent.SeatEnded ended => ended.Seat,
        BodyEvent.FormerSeatKept kept => kept.Seat,
        _ => null,
    };
}
