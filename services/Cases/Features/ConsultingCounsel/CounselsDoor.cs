using Coc.Cases.Domain;
using Coc.Cases.Features.AskingConsent;
using Coc.Cases.Features.ReadingEvidence;
using Coc.Cases.Features.SettingSeatsAside;
using Coc.Contracts.Channel;
using Coc.EventStore;
using Coc.Platform.Http;
using Npgsql;

namespace Coc.Cases.Features.ConsultingCounsel;

/// <summary>From a question to counsel to the pieces it names. What a reporter said about counsel (P16), and about people who must not read (P11), holds whatever the question is about.</summary>
internal sealed class CounselsDoor(NpgsqlDataSource database, CaseFinder finder, ReporterConsents consents, SeatsSetAside setAside)
{
    /// <summary>Open, for this counsel, and with this piece.</summary>
    /// <exception cref="ProblemException">404: anything else is not there</exception>
    public async Task<CounselsReading> PieceAsync(HttpContext context, Guid request, Guid evidence)
    {
        var (counsel, cancellationToken) = (AnsweringAsCounsel.CounselOf(context), context.RequestAborted);
        var key = await AnsweringAsCounsel.FindAsync(database, counsel.Body, request, cancellationToken);
        var state = await finder.LoadAsync(key, cancellationToken);
        if (state.IsOver || state.LegalRequests.FirstOrDefault(r => r.Id == request) is not { Outcome: null } asked || !Consenting.CounselMayRead(state, asked) || !asked.Include.Contains(evidence.ToString()))
        {
            throw new ProblemException(Problems.NotFound);
        }

        return await OpenAsync(state, key, counsel, Consenting.Counsel, cancellationToken);
    }

    /// <summary>What somebody who was given pieces may see of them, asked anew each time.</summary>
    /// <param name="audience">as whom they read: counsel, outside</param>
    /// <exception cref="ProblemException">404: whoever must not read finds nothing</exception>
    public async Task<CounselsReading> OpenAsync(CaseState state, StreamKey key, TicketSeat seat, string audience, CancellationToken cancellationToken)
    {
        var acting = $"seat:{seat.Id}";
        await RequireNotSetAsideAsync(state, seat, cancellationToken);
        var said = await consents.OfAsync(state, audience, acting, cancellationToken);
        return new(state, key, seat, [.. state.ThreadIds.Where(t => said.Of(t) != Consenting.No)], [.. state.ReportIds.Where(r => said.Of(r) == Consenting.Yes)]);
    }

    /// <summary>Who was excluded, or whom it is about, finds nothing: not the question either (P11).</summary>
    /// <exception cref="ProblemException">404: whoever must not read finds nothing</exception>
    /// <exception cref="HttpRequestException">nobody can say: nothing is shown or taken</exception>
    public async Task RequireNotSetAsideAsync(CaseState state, TicketSeat seat, CancellationToken cancellationToken)
    {
        if (await IsSetAsideAsync(state, seat, cancellationToken))
        {
            throw new ProblemException(Problems.NotFound);
        }
    }

    /// <summary>As <see cref="RequireNotSetAsideAsync"/>, where there are other things to show.</summary>
    /// <exception cref="HttpRequestException">nobody can say: nothing is shown</exception>
    public async Task<bool> IsSetAsideAsync(CaseState state, TicketSeat seat, CancellationToken cancellationToken) =>
        (await setAside.ActingForAsync(state, seat.Body, $"seat:{seat.Id}", cancellationToken)).Contains(seat.Id);
}
