using Coc.Contracts.Channel;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;
using Coc.Sanctions.Domain;
using Coc.Sanctions.Registry;

namespace Coc.Sanctions.Features.ComingBack;

/// <summary><c>POST /internal/ways-back</c>: what a room shows its person of the way back from their measures (R52, P14). Copies have none: who decided lets the person back.</summary>
internal static class WaysBack
{
    private const int Most = 200;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/internal/ways-back", AnswerAsync).For(CallerKind.Service).ExcludeFromDescription();

    private static async Task<IResult> AnswerAsync(HttpContext context, Finder finder, Streams streams, DomainClock clock)
    {
        context.OnlyFor("intake");
        var question = await context.ReadAsync<WaysBackQuestion>();
        new Check().AtMost(question.Measures, "measures", Most).Throw();
        var rows = await finder.SanctionsAsync([.. question.Measures ?? []], context.RequestAborted);
        var own = await streams.SanctionsAsync([.. rows.Where(r => r.Basis == "own").Select(r => r.Key)], context.RequestAborted);
        return Results.Json(new WaysBackAnswer([.. own.Select(s => Of(s.State, clock.GetUtcNow()))]), Json.Options);
    }

    private static WayBackShown Of(SanctionState state, DateTimeOffset now)
    {
        var (way, barred) = (state.WayBack, Domain.ComingBack.Barred(state, now));
        return new(
            state.Imposed!.Sanction, barred is null, barred?.Code == "tooEarly" ? way.AskAgainFrom : null, barred?.Code, barred?.Detail,
            [.. way.Conditions.Select(c => new ConditionShown(c.Number, c.Type, c.Request, c.Met ? "met" : "open", c.Since))],
            [.. way.Requests.Select(Request)]);
    }

    // Which seat said what is the panel's.
    private static ReadmissionShown Request(Readmission r) => new(
        r.Id, r.At, r.Due, r.State, r.Answer?.Outcome ?? r.NotTaken, r.AnsweredAt, r.Reasons, r.Answer?.AskAgainFrom, r.Answer is null ? [] : Shown.Steps(r), r.StoppedAt, r.StoppedBecause);
}
