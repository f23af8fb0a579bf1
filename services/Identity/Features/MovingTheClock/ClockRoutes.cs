using Coc.Identity.Accounts;
using Coc.Identity.Storing;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;
using Npgsql;

namespace Coc.Identity.Features.MovingTheClock;

internal sealed record ClockRequest(string? Advance);

internal sealed record ClockAnswer(DateTimeOffset Now);

/// <summary>The demo's clock; mapped in the demo profile only.</summary>
internal static class ClockRoutes
{
    private static readonly Guid Admin = Account.IdOf("admin@orrery.example");
    private static readonly TimeSpan Farthest = TimeSpan.FromDays(36_500);

    public static void MapDemoClock(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/demo/clock", (DomainClock clock) => Results.Ok(new ClockAnswer(clock.GetUtcNow())))
            .For(CallerKind.Public, CallerKind.Seat).WithSummary("The demo's time").Produces<ClockAnswer>();
        routes.MapPost("/api/demo/clock", AdvanceAsync).For(CallerKind.Seat)
            .WithSummary("Move the demo's time forward, in every service").Accepts<ClockRequest>("application/json").Produces<ClockAnswer>();
    }

    private static async Task<IResult> AdvanceAsync(HttpContext context, EveryClock clocks, DomainClock clock, Idempotency idempotency, AccountsDb db, NpgsqlDataSource database)
    {
        if (context.Caller().Account != Admin)
        {
            throw new ProblemException(Problems.NotFound);
        }

        var request = await context.ReadAsync<ClockRequest>();
        var fits = Advance.TryParse(request.Advance, out var step);
        new Check().That(fits && step + clock.Offset <= Farthest, "advance", "must be a step forward such as P3DT2H, in days, hours and minutes, not beyond a hundred years").Throw();
        return await idempotency.RunAsync(context, async (key, cancellationToken) =>
        {
            await clocks.AdvanceAsync(step, cancellationToken);
            await db.BumpAsync(cancellationToken); // the gateway's question is answered at once, with the new time: terms may have ended
            var answer = Answer.Of(200, new ClockAnswer(clock.GetUtcNow()));
            await StoredStatements.RunAsync(database, key.Keep(answer), cancellationToken);
            return answer;
        });
    }
}
