using Coc.EventStore;
using Coc.Liaison.Directory;
using Coc.Liaison.Domain.Bodies;
using Coc.Liaison.Features.ConfirmingChanges;
using Coc.Platform;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;

namespace Coc.Liaison.Features.NotingOversight;

/// <summary>
/// <c>POST /api/bodies/{slug}/oversight</c> and <c>/oversight/{entry}/end</c> (P7): who appoints, employs, supervises or funds seats of the body. A report about
/// such a person makes those seats hard. Needs two seats, like every lever over who decides (P8): 202 for a second seat to confirm.
/// </summary>
internal static class NoteOversight
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/bodies/{slug}/oversight").For(CallerKind.Seat);
        group.MapPost("", (string slug, HttpContext http, Idempotency idempotency, Handler handler) =>
            idempotency.RunAsync(http, (key, cancellationToken) => handler.NoteAsync(http, slug, key, cancellationToken)));
        group.MapPost("{entry:guid}/end", (string slug, Guid entry, HttpContext http, Idempotency idempotency, Handler handler) =>
            idempotency.RunAsync(http, (key, cancellationToken) => handler.EndAsync(http, slug, entry, key, cancellationToken)));
    }

    internal sealed class Handler(Wall wall, BodyDirectory directory, BodyExecutor executor, SurroundingsReader around, DomainClock clock)
    {
        public async Task<Answer> NoteAsync(HttpContext http, string slug, IdempotencyKey key, CancellationToken cancellationToken)
        {
            var (_, asker) = await wall.ProposingAsync(http.Caller(), slug, cancellationToken);
            var request = await http.ReadAsync<OversightRequest>();
            request.Check(request.Body is null || await directory.FindAsync(request.Body, cancellationToken) is not null);
            var (now, change, entry) = (clock.GetUtcNow(), Ids.New(), request.Entry(Ids.New()));
            return await executor.ExecuteAsync(
                http, slug, new BodyCommand.NoteOversight(asker, change, entry, now) { Around = await around.OfOversightAsync(entry, cancellationToken) }, asker.Context(now), key,
                (body, events) => events is [BodyEvent.OversightProposed]
                    ? Answer.Of(202, new PendingAnswer(change), body.Version)
                    : Answer.Of(201, OversightItem.Of(entry), body.Version));
        }

        public async Task<Answer> EndAsync(HttpContext http, string slug, Guid entry, IdempotencyKey key, CancellationToken cancellationToken)
        {
            var (_, asker) = await wall.ProposingAsync(http.Caller(), slug, cancellationToken);
            var (now, change) = (clock.GetUtcNow(), Ids.New());
            return await executor.ExecuteAsync(
                http, slug, new BodyCommand.EndOversight(asker, change, entry, now), asker.Context(now), key,
                (body, events) => events is [BodyEvent.OversightEndProposed] ? Answer.Of(202, new PendingAnswer(change), body.Version) : Answer.Empty());
        }
    }

    /// <param name="Body">slug of a body everybody of which stands above, instead of a person</param>
    /// <param name="Seats">left out: every deciding seat</param>
    internal sealed record OversightRequest(string? Name, IReadOnlyList<string?>? Accounts, string? Body, string? Relation, IReadOnlyList<Guid>? Seats)
    {
        private const int MostAccounts = 20;
        private const int MostSeats = 100;
        private const int Longest = 200;

        public void Check(bool bodyIsKnown)
        {
            var person = !string.IsNullOrWhiteSpace(Name) || Accounts is { Count: > 0 };
            var check = new Check().OneOf(Relation, "relation", [.. OversightEntry.Relations]).Optional(Name, "name", Longest)
                .AtMost(Accounts, "accounts", MostAccounts).AtMost(Seats, "seats", MostSeats)
                .That(person != (Body is not null), "name", "must be a person by name or accounts, or a body, and not both")
                .That(bodyIsKnown, "body", "is not a body in the directory")
                .That(Seats is not { Count: 0 }, "seats", "must name seats, or be left out for all of them");
            for (var i = 0; i < Math.Min(Accounts?.Count ?? 0, MostAccounts); i++)
            {
                check.Text(Accounts![i], $"accounts[{i}]", Longest);
            }

            check.Throw();
        }

        public OversightEntry Entry(Guid id) => new(
            id, Relation!, Body, string.IsNullOrWhiteSpace(Name) ? null : Sensitive.Of(Name, OversightEntry.OwnerOf(id)),
            Accounts is { Count: > 0 } ? Sensitive.Of<IReadOnlyList<string>>([.. Accounts.OfType<string>()], OversightEntry.OwnerOf(id)) : null, Seats is null ? null : [.. Seats.Distinct()]);
    }
}

/// <summary>An entry as those read it who decide here, the admin and the auditor.</summary>
internal sealed record OversightItem(Guid Id, string Relation, string? Body, string? Name, IReadOnlyList<string> Accounts, IReadOnlyList<Guid>? Seats)
{
    public static OversightItem Of(OversightEntry entry) => new(entry.Id, entry.Relation, entry.Body, entry.Name?.Value, entry.Accounts?.Value ?? [], entry.Seats);
}
