using Coc.Liaison.Directory;
using Coc.Liaison.Routing;
using Coc.Platform.Time;
using Npgsql;

namespace Coc.Liaison.Consumers;

/// <summary>Who reads a notice: the foundation, or its parent when somebody of the foundation's body is the person it is about (P7).</summary>
internal sealed class NoticeReceivers(BodyDirectory directory, SetAside setAside, CasesSetAside cases, NpgsqlDataSource database, DomainClock clock)
{
    public async Task<string> OfAsync(string foundation, Guid @case, IReadOnlyCollection<Guid> reports, string acting, CancellationToken cancellationToken)
    {
        if (await directory.FindAsync(foundation, cancellationToken) is not { Profile.Parent: { } parent } body)
        {
            return foundation;
        }

        var seats = body.State.ActiveSeats(clock.GetUtcNow()).ToList();
        var beyond = await cases.OfAsync([@case, .. reports], acting, cancellationToken);
        return await setAside.AnySubjectAsync(reports, seats, acting, cancellationToken, beyond) ? parent : foundation;
    }

    /// <summary>Who got this notice; null when nobody did yet.</summary>
    public async Task<string?> KnownAsync(Guid notice, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("select reader from app.incident_notice_readers where notice = $1");
        command.Parameters.AddWithValue(notice);
        return await command.ExecuteScalarAsync(cancellationToken) as string;
    }
}
