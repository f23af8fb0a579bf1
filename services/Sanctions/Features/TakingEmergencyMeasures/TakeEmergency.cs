using System.Text.Json;
using Coc.Contracts.Channel;
using Coc.Platform;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Sanctions.Registry;

namespace Coc.Sanctions.Features.TakingEmergencyMeasures;

/// <summary>
/// <c>POST /api/bodies/{slug}/emergency</c> (P9, R37, R38): one step for a moderator, executor, event staff or any member. What happened is filed as a report, which
/// opens the case; the measure itself is in force at once, its order goes out at once, and so does the undoing one at its end.
/// </summary>
internal sealed class TakeEmergency(Wall wall, BodyDirectory directory, SpaceRegistry spaces, EmergencyMeasures measures, ServiceChannel channel, CommandRunner runner)
{
    private static readonly string[] OfTheBody = ["moderator", "executor", "eventStaff"];

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/bodies/{slug}/emergency", (string slug, HttpContext context, TakeEmergency take) => take.RunAsync(slug, context)).For(CallerKind.Seat);

    private async Task<IResult> RunAsync(string slug, HttpContext context)
    {
        var caller = context.Caller();
        var owned = await directory.FindAsync(slug, context.RequestAborted) is null ? [] : await spaces.OfAsync([slug], context.RequestAborted);
        var seat = (await wall.FindDecidingAsync(caller, slug, context.RequestAborted))?.Seat
            ?? caller.SeatIn(slug, OfTheBody)
            ?? caller.Seats.FirstOrDefault(s => s.Role == "executor" && owned.Any(o => o.Executors.Contains(s.Id)))
            ?? throw new ProblemException(Problems.NotFound);
        var fresh = Ids.New();
        return await runner.RunAsync(context, seat, async (key, cancellationToken) =>
        {
            var request = await context.ReadAsync<EmergencyRequest>();
            request.Check(runner.Now, owned.Any(o => o.Owned.Space == request.Space) || (request.AtAnEvent && seat.Body == slug));
            if (seat.Role == "executor" && !owned.Any(o => o.Owned.Space == request.Space && o.Executors.Contains(seat.Id)))
            {
                throw new ProblemException(Problems.Refused("notYourSpace", "P9", "An executor acts in the spaces it looks after."));
            }

            // The same key names the same measure and report, also when an answer was lost between the services.
            var measure = key.EffectId ?? fresh;
            var report = await ReportAsync(slug, seat, measure, request, owned.Any(o => o.Owned.Space == request.Space), cancellationToken);
            var (changes, incident) = await measures.TakeAsync(new EmergencyMeasure(measure, report, slug, seat.Id, caller.Account, request), runner.Now, cancellationToken);
            return new Attempt(changes, () => Answer.Of(201, new { Measure = measure }), incident);
        });
    }

    private async Task<Guid> ReportAsync(string slug, TicketSeat seat, Guid measure, EmergencyRequest request, bool ofARegisteredSpace, CancellationToken cancellationToken)
    {
        if (request.Forwarding is { } forwarding)
        {
            var question = new ForwardingsQuestion([new CandidateSeat(seat.Id, Guid.Empty, "", null, [])]);
            var brought = await channel.PostAsync<ForwardingsAnswer>("intake", "/internal/forwardings/of-seats", question, $"seat:{seat.Id}", cancellationToken);
            var known = brought?.Items.FirstOrDefault(i => i.Forwarding == forwarding);
            new Check().That(known?.Report is not null, "forwarding", "is not a report this seat brought")
                .That(known is null || ofARegisteredSpace || request.Event == known.Event, "space", "is not the event of that report").Throw();
            return known!.Report!.Value;
        }

        var filed = new
        {
            About = "onePerson",
            Description = request.WhatHappened,
            Spaces = new[] { request.Space },
            request.Event,
            Subjects = new[] { new { Accounts = new[] { request.Account } } },
            Occurred = new { From = request.TakenAt(runner.Now) },
            SafetyConcern = true, // whoever had to act at once is not to wait for office hours
        };
        var answer = await channel.PostAsync<ForwardingAnswer>(
            "intake", "/internal/forwardings", new ForwardingRequest(measure, seat.Id, slug, "emergency", JsonSerializer.Serialize(filed, Json.Options)), $"seat:{seat.Id}", cancellationToken);
        return answer switch
        {
            { Errors: { } errors } => throw new ProblemException(Problems.Validation(errors)),
            { Report: { } report } => report,
            _ => throw new ProblemException(Problems.Unavailable),
        };
    }
}
