using Coc.Liaison.Directory;
using Coc.Liaison.Domain;
using Coc.Liaison.Domain.Bodies;
using Coc.Liaison.Domain.Transfers;
using Coc.Liaison.Routing;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;

namespace Coc.Liaison.Transfers;

/// <summary>
/// A transfer exists for the members of its two bodies who are not set aside for its reports or by its case, and where the case is, or was, for whom it exists; they see rule and codes only. The acting chair is
/// the chair, or the next in order when for the chair it does not exist (P8).
/// </summary>
internal sealed class TransferDoor(BodyDirectory directory, Wall wall, TransferExecutor transfers, SetAside setAside, CasesSetAside cases, WalledTransfers walled, DomainClock clock)
{
    /// <summary>The transfer and the asker's seat in the body on that side of it; 404 otherwise.</summary>
    public async Task<OpenedTransfer> OpenAsync(Caller caller, Guid transfer, TransferSide side, CancellationToken cancellationToken)
    {
        var state = await transfers.LoadAsync(transfer, cancellationToken);
        if (state.Offer is not { } offer || state.BodyOn(side) is not { } slug || await directory.FindAsync(slug, cancellationToken) is not { } body
            || await wall.DecidesForAsync(caller, body, cancellationToken) is not { } asker)
        {
            throw new ProblemException(Problems.NotFound);
        }

        var members = (await wall.ActingAsync(body, cancellationToken)).State.DecidingSeats(clock.GetUtcNow()).Where(s => s.Terms.Role == "member").ToList();
        var acting = body.Profile.ActingSlug;
        var likeTheCase = WalledTransfers.LikeTheCase(offer.From, state.State, acting, state.Dispute?.Arbiter);
        var beyond = await cases.OfAsync([transfer, .. offer.Reports], asker.Acting(), cancellationToken);
        // Who decides an appeal was not asked before; who offers it, or settles who is to have it, may have been.
        beyond = side == TransferSide.Receiver && !likeTheCase ? beyond : beyond with { Accounts = [] };
        var aside = await setAside.OfAsync(offer.Reports, members, asker.Acting(), cancellationToken, beyond);
        var usable = members.Where(s => !aside.Contains(s.Id)).ToList();
        if (usable.Find(s => s.Id == asker.Seat) is not { } seat || !await ExistsAsync(seat))
        {
            throw new ProblemException(Problems.NotFound);
        }

        return new(state, body, Wall.AskerOf(seat) with { Chair = await IsChairAsync() }, await VotersAsync());

        async Task<bool> ExistsAsync(Seat who) => !likeTheCase || (await walled.SeenAsync([transfer], acting, Wall.AskerOf(who), cancellationToken)).Contains(transfer);

        async Task<bool> IsChairAsync()
        {
            foreach (var before in usable.OrderByDescending(s => s.Terms.Chair).TakeWhile(s => s.Id != seat.Id))
            {
                if (await ExistsAsync(before))
                {
                    return false;
                }
            }

            return true;
        }

        async Task<IReadOnlySet<Guid>> VotersAsync()
        {
            var voters = new HashSet<Guid>();
            foreach (var voted in usable.Where(s => state.Votes.Any(v => v.Account == s.Account)))
            {
                if (await ExistsAsync(voted))
                {
                    voters.Add(voted.Account);
                }
            }

            return voters;
        }
    }

    /// <summary>The same for whichever of its bodies the asker sits in.</summary>
    public async Task<OpenedTransfer> OpenAnyAsync(Caller caller, Guid transfer, CancellationToken cancellationToken)
    {
        try
        {
            return await OpenEitherAsync(caller, transfer, cancellationToken);
        }
        catch (ProblemException e) when (e.Problem.Status == 404)
        {
            return await OpenAsync(caller, transfer, TransferSide.Arbiter, cancellationToken);
        }
    }

    /// <summary>The same for whichever of sender and receiver the asker sits in.</summary>
    public async Task<OpenedTransfer> OpenEitherAsync(Caller caller, Guid transfer, CancellationToken cancellationToken)
    {
        try
        {
            return await OpenAsync(caller, transfer, TransferSide.Receiver, cancellationToken);
        }
        catch (ProblemException e) when (e.Problem.Status == 404)
        {
            return await OpenAsync(caller, transfer, TransferSide.Sender, cancellationToken);
        }
    }
}

/// <summary>A transfer as somebody came to it.</summary>
/// <param name="Body">the body on whose side they sit</param>
/// <param name="Voters">accounts of those who voted and for whom it exists to this day: of somebody who left, or was set aside since, a vote counts no more</param>
internal sealed record OpenedTransfer(TransferState State, BodyEntry Body, Asker Asker, IReadOnlySet<Guid> Voters);
