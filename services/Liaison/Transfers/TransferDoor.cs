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
/// A transfer exists for the members of its two bodies who are not set aside for its reports or by its case, and where the case is, or was, for whom it exists; they see rule and codes only. Who answers it takes part
/// there besides in what decides: who was let read and no more only reads (R27).
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
        return usable.Find(s => s.Id == asker.Seat) is { } seat && (!likeTheCase || (await walled.SeenAsync([transfer], acting, Wall.AskerOf(seat), cancellationToken)).Contains(transfer))
            ? new(state, body, Wall.AskerOf(seat), usable, likeTheCase)
            : throw new ProblemException(Problems.NotFound);
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

    /// <summary>The same for who answers it on that side.</summary>
    /// <exception cref="ProblemException">404: it does not exist for them; 409: it does, and what the others permitted is no more than to read (R27)</exception>
    public async Task<AnsweredTransfer> AnswerAsync(Caller caller, Guid transfer, TransferSide side, CancellationToken cancellationToken) =>
        await ThatAnswersAsync(transfer, await OpenAsync(caller, transfer, side, cancellationToken), cancellationToken);

    /// <summary>The same for whichever of sender and receiver the asker sits in.</summary>
    public async Task<AnsweredTransfer> AnswerEitherAsync(Caller caller, Guid transfer, CancellationToken cancellationToken) =>
        await ThatAnswersAsync(transfer, await OpenEitherAsync(caller, transfer, cancellationToken), cancellationToken);

    private async Task<OpenedTransfer> OpenEitherAsync(Caller caller, Guid transfer, CancellationToken cancellationToken)
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

    private async Task<AnsweredTransfer> ThatAnswersAsync(Guid transfer, OpenedTransfer opened, CancellationToken cancellationToken)
    {
        var (state, body, asker, usable, likeTheCase) = opened;
        return await WorksAsync(asker) ? new(state, body, asker with { Chair = await IsChairAsync() }, await VotersAsync()) : throw Refusal.SoftSeatsMayNot.ToProblem();

        // A body to which the case is only offered has asked nobody yet: its own screening said who is there.
        async Task<bool> WorksAsync(Asker who) => !likeTheCase || await walled.WorksOnAsync(transfer, body.Profile.ActingSlug, who, cancellationToken);

        // The chair, or the next in order where the chair does not take part (P8).
        async Task<bool> IsChairAsync()
        {
            foreach (var before in usable.OrderByDescending(s => s.Terms.Chair).TakeWhile(s => s.Id != asker.Seat))
            {
                if (await WorksAsync(Wall.AskerOf(before)))
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
                if (await WorksAsync(Wall.AskerOf(voted)))
                {
                    voters.Add(voted.Account);
                }
            }

            return voters;
        }
    }
}

/// <summary>A transfer as somebody reads it.</summary>
/// <param name="Body">the body on whose side they sit</param>
/// <param name="Usable">its members who are not set aside, in order</param>
/// <param name="LikeTheCase">the body has, or had, the case: which of them take part, its panel says</param>
internal sealed record OpenedTransfer(TransferState State, BodyEntry Body, Asker Asker, IReadOnlyList<Seat> Usable, bool LikeTheCase);

/// <summary>A transfer as somebody answers it.</summary>
/// <param name="Body">the body on whose side they sit</param>
/// <param name="Asker">as acting chair, where they are it</param>
/// <param name="Voters">accounts of those who voted and take part to this day: of somebody who left, was set aside since or may only read by now, a vote counts no more</param>
internal sealed record AnsweredTransfer(TransferState State, BodyEntry Body, Asker Asker, IReadOnlySet<Guid> Voters);
