using Coc.Cases.Domain;
using Coc.Cases.Features.AskingConsent;
using Coc.Cases.Features.SettingSeatsAside;
using Coc.Platform;

namespace Coc.Cases.Features.Transferring;

/// <summary>
/// <c>POST /api/cases/{id}/transfers</c>: asks another body to take the case (R15 to R17, P16). Not one in which nobody decides: where a rule names such a body, one above it may be asked instead, as the clock would (P1).
/// </summary>
internal static class OfferingTransfer
{
    public static void MapOfferingTransfer(this IEndpointRouteBuilder cases) =>
        cases.MapAskingCommand<Request, Said>("transfers", AskAsync, Holds, ReadAsync);

    // What reporters said counts as of now (P16): they may take it back while Liaison is asked. Who takes it back after this read makes the append meet that, and it is asked again.
    private static async ValueTask<CaseCommand> ReadAsync(Request request, CommandScope scope, Said said) => new CaseCommand.OfferTransfer(
        scope.Seat, scope.Now, Ids.New(), request.To!, request.Rule, request.Context, request.Share!, said.Kind == "project")
    {
        Consents = await scope.Context.RequestServices.GetRequiredService<ReporterConsents>().OfAsync(scope.State, said.Kind, $"seat:{scope.Seat}", scope.Context.RequestAborted),
        PassedOver = said.PassedOver,
    };

    private static async Task<Said> AskAsync(Request request, CommandScope scope)
    {
        var bodies = scope.Context.RequestServices.GetRequiredService<BodyDirectory>();
        var to = request.To ?? "";
        var known = await bodies.KindsAsync([to], scope.Context.RequestAborted);
        var receivers = scope.Context.RequestServices.GetRequiredService<Receivers>();
        scope.Check
            .That(known.ContainsKey(to), "to", "is not a body of the directory")
            .That(!known.ContainsKey(to) || await bodies.HandlesItsOwnAsync(to, scope.Context.RequestAborted), "to", "has no committee of its own; its foundation handles its cases")
            .That(!known.ContainsKey(to) || await HasSeatsAsync(to), "to", "has no seat that decides cases; ask the body above it, or wait: what a rule gives away is offered there within a day")
            .That(request.Rule is null || JudgingJurisdiction.JudgingJurisdiction.Rule().IsMatch(request.Rule), "rule", "must be J1 to J12")
            .Optional(request.Context, "context", TextLimits.Rationale)
            .OneOf(request.Share, "share", "all", "summary")
            .Throw();
        return new(known[to], await PassedOverAsync(TransferTriggers.Receivers(scope.State)));

        Task<bool> HasSeatsAsync(string body) => receivers.HasSeatsAsync(body, $"seat:{scope.Seat}", scope.Context.RequestAborted);

        async Task<IReadOnlyList<string>> PassedOverAsync((IReadOnlyList<string> Named, IReadOnlyList<string> Further) due)
        {
            var (passed, any) = (due.Further.Contains(to) ? due.Named : [], false);
            foreach (var body in passed)
            {
                any |= await HasSeatsAsync(body);
            }

            return any ? [] : passed;
        }
    }

    // The same bodies are to have it.
    private static bool Holds(CaseState asked, CaseState now)
    {
        var ((named, further), (namedNow, furtherNow)) = (TransferTriggers.Receivers(asked), TransferTriggers.Receivers(now));
        return named.SequenceEqual(namedNow) && further.SequenceEqual(furtherNow);
    }

    /// <summary>What the directory and Liaison know of it.</summary>
    private sealed record Said(string Kind, IReadOnlyList<string> PassedOver);

    internal sealed record Request(string? To, string? Rule, string? Context, string? Share);
}
