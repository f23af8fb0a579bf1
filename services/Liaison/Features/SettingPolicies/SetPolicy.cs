using Coc.Contracts.Channel;
using Coc.Liaison.Directory;
using Coc.Liaison.Domain.Bodies;
using Coc.Liaison.Domain.Policies;
using Coc.Liaison.Features.ConfirmingChanges;
using Coc.Platform;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;

namespace Coc.Liaison.Features.SettingPolicies;

/// <summary><c>GET·PUT /api/bodies/{slug}/policy</c>: versioned, effective from an instant; needs two seats (P8).</summary>
internal static class SetPolicy
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/bodies/{slug}/policy").For(CallerKind.Seat);
        group.MapGet("", async (string slug, HttpContext http, Wall wall, DomainClock clock) =>
        {
            var body = await wall.ReadingAsync(http.Caller(), slug, http.RequestAborted);
            http.Response.Headers.ETag = ETags.Of(body.Version);
            return TypedResults.Ok(PolicyView.Of(body, body.State.PolicyAt(clock.GetUtcNow()), clock.GetUtcNow()));
        });
        group.MapGet("versions", async (string slug, HttpContext http, Wall wall) =>
        {
            var body = await wall.ReadingAsync(http.Caller(), slug, http.RequestAborted);
            return TypedResults.Ok(new Page<PolicyView>([.. body.State.Policies.OrderByDescending(p => p.Version).Select(p => PolicyView.Of(body, p, p.EffectiveFrom))], null));
        });
        group.MapPut("", (string slug, HttpContext http, Idempotency idempotency, Wall wall, BodyExecutor executor, SurroundingsReader around, Seating seating, DomainClock clock) =>
            idempotency.RunAsync(http, (key, cancellationToken) => seating.AloneAsync(async () =>
            {
                var (_, asker) = await wall.ProposingAsync(http.Caller(), slug, cancellationToken);
                var request = await http.ReadAsync<PolicyRequest>();
                var now = clock.GetUtcNow();
                var check = new Check();
                PolicyRules.Check(request.Terms, "", check);
                check.That(request.EffectiveFrom is not { } from || from >= now.AddMinutes(-5), "effectiveFrom", "must not lie in the past")
                    .Near(request.EffectiveFrom, "effectiveFrom", now).Throw();
                var (change, effective) = (Ids.New(), Later(request.EffectiveFrom, now));
                return await executor.ExecuteAsync(
                    http, slug, new BodyCommand.SetPolicy(asker, change, request.Terms, effective, now) { Around = await around.OfPolicyAsync(request.Terms, slug, effective, cancellationToken) },
                    asker.Context(now), key,
                    (body, events) => events is [BodyEvent.PolicyProposed]
                        ? Answer.Of(202, new PendingAnswer(change), body.Version)
                        : Answer.Of(200, PolicyView.Of(body, body.State.Policies[^1], now), body.Version));
            }, cancellationToken)));
    }

    private static DateTimeOffset Later(DateTimeOffset? from, DateTimeOffset now) => from is { } f && f > now ? f.ToUniversalTime() : now;

    internal sealed record PolicyRequest(
        string? Quorum, string? VoteRule, string? PermanentVoteRule, int? PanelMinimum, string? Ask, int? WrittenConsentHours, Period? AcknowledgeWithin,
        Period? StatusEvery, Period? AppealWindow, int? EmployerCap, BusinessCalendar? Calendar, Period? Retention, bool? TellFirst, string? Arbiter, DateTimeOffset? EffectiveFrom,
        int? MemberSeats, string? EmployerCapRule, string? EmployerCapSeats, IReadOnlyList<string>? NotTogetherWith, RecusalReasons? RecusalReasons, string? ForcedRecusal,
        Period? VerifyEvery, IReadOnlyList<OwnProvision>? OwnText, IReadOnlyList<PlatformRetention>? Platforms)
    {
        public PolicyTerms Terms => new(
            Quorum, VoteRule, PermanentVoteRule, PanelMinimum, Ask, WrittenConsentHours, AcknowledgeWithin, StatusEvery, AppealWindow, EmployerCap, Calendar, Retention,
            TellFirst, Arbiter)
        {
            MemberSeats = MemberSeats, EmployerCapRule = EmployerCapRule, EmployerCapSeats = EmployerCapSeats, NotTogetherWith = NotTogetherWith, RecusalReasons = RecusalReasons,
            ForcedRecusal = ForcedRecusal, VerifyEvery = VerifyEvery, OwnText = OwnText, Platforms = Platforms,
        };
    }
}

/// <summary>A policy in full, defaults filled in.</summary>
internal sealed record PolicyView(
    int Version, DateTimeOffset EffectiveFrom, string Quorum, string VoteRule, string PermanentVoteRule, int PanelMinimum, string Ask, int WrittenConsentHours,
    Period AcknowledgeWithin, Period StatusEvery, Period AppealWindow, int? EmployerCap, BusinessCalendar Calendar, Period? Retention, bool TellFirst, string? Arbiter,
    int? MemberSeats, string EmployerCapRule, string EmployerCapSeats, IReadOnlyList<string> NotTogetherWith, RecusalReasons RecusalReasons, string ForcedRecusal,
    Period VerifyEvery, IReadOnlyList<OwnProvision> OwnText, IReadOnlyList<PlatformRetention> Platforms)
{
    public static PolicyView Of(BodyEntry body, PolicyVersion version, DateTimeOffset now)
    {
        var p = version.Terms.Complete(body.Profile, body.State.DecidingSeats(now).Count(s => s.Terms.Role == "member"));
        return new(
            version.Version, version.EffectiveFrom, p.Quorum, p.VoteRule, p.PermanentVoteRule, p.PanelMinimum, p.Ask, p.WrittenConsentHours, p.AcknowledgeWithin, p.StatusEvery,
            p.AppealWindow, p.EmployerCap, p.Calendar, p.Retention, p.TellFirst, p.Arbiter, version.Terms.MemberSeats, version.Terms.EmployerCapRule ?? "number",
            version.Terms.EmployerCapSeats ?? "elected", version.Terms.NotTogetherWith ?? [], p.RecusalReasons!, p.ForcedRecusal, version.Terms.VerificationPeriod,
            version.Terms.OwnText ?? [], p.Platforms);
    }
}
