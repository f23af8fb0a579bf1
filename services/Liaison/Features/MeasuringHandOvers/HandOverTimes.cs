using Coc.EventStore;
using Coc.Liaison.Directory;
using Coc.Platform.Time;
using Npgsql;

namespace Coc.Liaison.Features.MeasuringHandOvers;

/// <summary>
/// From receipt, or offer, to somebody taking it up, for everything that was routed or handed over for a project (issue 4). In sums that betray no single report (P23): whole months only, and of
/// a project with fewer than 20 in 24 months the foundation's total instead, or nothing.
/// </summary>
internal sealed class HandOverTimes(NpgsqlDataSource database, DomainClock clock)
{
    private const int Fewest = 20;
    private const int Months = 24;

    public async Task<HandOverView?> OfAsync(BodyEntry body, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var until = new DateTimeOffset(now.Year, now.Month, 1, 0, 0, 0, TimeSpan.Zero);
        return (body.Profile.Kind == "project" ? await ReadAsync("project", body.Slug) : null) ?? await ReadAsync("handler", body.Profile.Foundation);

        async Task<HandOverView?> ReadAsync(string by, string slug) => await SumAsync(by, slug, until, cancellationToken) is { Received: >= Fewest } sum
            ? new(slug, until.AddMonths(-Months), until, sum.Received, sum.TakenUp, sum.InTime, sum.Median is { } hours ? Band(hours) : null)
            : null;
    }

    /// <summary>How long, as a band: a single case is not to be found again by its hours.</summary>
    public static string Band(double hours) => hours switch
    {
        <= 24 => "withinADay",
        <= 72 => "withinThreeDays",
        <= 168 => "withinAWeek",
        _ => "longer",
    };

    // What happened after the last whole month is not known yet, so that the sums stand still until the next.
    private async Task<Sum> SumAsync(string by, string slug, DateTimeOffset until, CancellationToken cancellationToken) => (await database.ReadAsync(
        BodyStreams.Tenant,
        """
        select count(*)::int, count(*) filter (where taken_at < $4)::int, count(*) filter (where taken_at < $4 and (due is null or taken_at <= due))::int,
          percentile_cont(0.5) within group (order by extract(epoch from taken_at - since)) filter (where taken_at < $4) / 3600
        from app.hand_overs where case $1 when 'project' then project else handler end = $2 and since >= $3 and since < $4
        """,
        [by, slug, until.AddMonths(-Months), until],
        row => new Sum(row.GetInt32(0), row.GetInt32(1), row.GetInt32(2), row.IsDBNull(3) ? null : row.GetDouble(3)), cancellationToken))[0];

    private sealed record Sum(int Received, int TakenUp, int InTime, double? Median);
}

/// <summary>What waited for somebody, in sums.</summary>
/// <param name="Of">slug of the project; of the foundation, where the project alone is too small: then everything that body handles</param>
/// <param name="InTime">taken up before the answer was due</param>
/// <param name="Median">withinADay, withinThreeDays, withinAWeek, longer; null when nothing was taken up</param>
internal sealed record HandOverView(string Of, DateTimeOffset From, DateTimeOffset Until, int Received, int TakenUp, int InTime, string? Median);
