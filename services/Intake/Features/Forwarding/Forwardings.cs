using System.Text.Json;
using Coc.Contracts.Channel;
using Coc.EventStore;
using Coc.Intake.Domain;
using Coc.Intake.Features.Claiming;
using Coc.Intake.Features.Filing;
using Coc.Intake.Features.ListingBodies;
using Coc.Platform;
using Coc.Platform.Configuration;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;

namespace Coc.Intake.Features.Forwarding;

/// <summary>Files what a seat brings for somebody else (P5): the reporter is the other person, and the seat gets a claim code to hand on, never the reporter's.</summary>
internal sealed class Forwardings(IEventStore store, BodyDirectory bodies, ServiceSettings settings, DomainClock clock)
{
    public async Task<ForwardingAnswer> FileAsync(ForwardingRequest request, string? acting, CancellationToken cancellationToken)
    {
        if (Read<FileReport>(request.Report) is not { } filing || Read<ForwardedReport>(request.Report) is not { } said)
        {
            return new(null, null);
        }

        filing = filing with { Projects = filing.Projects is { Count: > 0 } ? filing.Projects : await ProjectsOfAsync(request.Body, cancellationToken) };
        try
        {
            said.Limits(request.As).Throw();
            FilingLimits.Require(filing, await bodies.KnownAsync(known => Filing.Filing.Covers(known, filing), cancellationToken));
        }
        catch (ProblemException e) when (e.Problem.Errors is { } errors)
        {
            return new(null, errors);
        }

        await StoreAsync(request, filing, said, acting, cancellationToken);
        return new(ClaimCode(request.Forwarding), null, Ids.V5(request.Forwarding, "report"));
    }

    /// <summary>The same for a repeated request although only its hash is stored.</summary>
    public string ClaimCode(Guid forwarding) => ClaimCodes.Of(settings.Pepper, [.. "coc claim code"u8, .. forwarding.ToByteArray()]);

    public static byte[] HashOf(ServiceSettings settings, string claim) => Codes.Hash(settings.Pepper, "claim", claim);

    private async Task StoreAsync(ForwardingRequest request, FileReport filing, ForwardedReport said, string? acting, CancellationToken cancellationToken)
    {
        var report = Ids.V5(request.Forwarding, "report");
        var filed = Translation.Filed(filing, report, Ids.V5(request.Forwarding, "incident"), request.As);
        var forwarded = new ReportEvent.ReportForwarded(
            request.Forwarding, request.Seat, request.Body, request.As, said.ReporterConsent is true ? "yes" : "notStated", said.ReadBack,
            Sensitive.OfOptional(said.Context, Owners.Reporter(report)), Sensitive.OfOptional(said.Witness, Owners.Reporter(report)));
        try
        {
            await store.AppendAsync(
                new Append(
                    [new StreamAppend(Reports.Key(report), Reports.StreamType, 0, [new NewEvent(Ids.New(), filed), new NewEvent(Ids.New(), forwarded)])],
                    new EventContext(clock.GetUtcNow(), Ids.New(), Actor: acting, Seat: request.Seat, Incident: filed.Incident))
                {
                    Statements =
                    [
                        new StoreStatement(
                            Reports.Tenant, "insert into app.forwardings (tenant_id, forwarding, seat, report_id, claim) values ($1, $2, $3, $4, $5)",
                            Reports.Tenant, request.Forwarding, request.Seat, report, HashOf(settings, ClaimCode(request.Forwarding))),
                    ],
                },
                cancellationToken);
        }
        catch (Exception e) when (e is StreamConflictException or UniqueViolationException { Constraint: "pk_forwardings" })
        {
            // It is here already: an answer was lost on its way.
        }
    }

    private async Task<IReadOnlyList<string?>> ProjectsOfAsync(string body, CancellationToken cancellationToken) =>
        (await bodies.KnownAsync(known => known.IsProject(body), cancellationToken)).IsProject(body) ? [body] : [];

    private static T? Read<T>(string json) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, Json.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
