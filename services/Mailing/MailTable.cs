using Coc.EventStore;
using Npgsql;

namespace Coc.Mailing;

/// <summary>A mail that this process has taken to send.</summary>
internal sealed record TakenMail(Guid Id, Guid Recipient, string Template, int Attempts);

/// <summary>How much waits.</summary>
internal sealed record MailBacklog(long Count, DateTimeOffset? Since);

/// <summary>News become mails, and mails are taken, sent, put off or given up; several processes may do it at once.</summary>
internal sealed class MailTable(NpgsqlDataSource database)
{
    // One mail for one person, whatever is due by then, and while one has not gone yet, new ones go with it: how many mails there are tells nothing. An invitation is a mail of its own.
    // A mail's id follows from what it tells, so that its Message-ID is the same after a restore too.
    private const string Bundling =
        """
        with due as (
          select id, recipient, template, case when template = 'invitation' then id else recipient end as apart from app.mail_news
          where mail is null and settled is null and due <= $1 order by due limit 500 for update skip locked),
        waiting as (
          select m.id, m.recipient, m.template from app.mails m
          where m.sent is null and m.refused is null and m.template <> 'invitation' and (m.taken_until is null or m.taken_until < $2)
            and exists (select from due d where d.recipient = m.recipient and d.template = m.template)
          for update skip locked),
        heads as (
          select d.recipient, d.template, d.apart, coalesce((array_agg(w.id order by w.id) filter (where w.id is not null))[1], md5(string_agg(distinct d.id::text, ',' order by d.id::text))::uuid) as mail
          from due d left join waiting w on w.recipient = d.recipient and w.template = d.template group by d.recipient, d.template, d.apart),
        made as (
          insert into app.mails (id, recipient, template, created, next) select mail, recipient, template, $2, $2 from heads
          on conflict (id) do nothing)
        update app.mail_news n set mail = h.mail from due d join heads h on h.recipient = d.recipient and h.template = d.template and h.apart = d.apart where n.id = d.id
        """;

    private const string Taking =
        """
        update app.mails m set taken_until = $1 + interval '2 minutes' from (
          select id from app.mails where sent is null and refused is null and next <= $1 and (taken_until is null or taken_until < $1) order by next limit 20 for update skip locked) n
        where m.id = n.id returning m.id, m.recipient, m.template, m.attempts
        """;

    private const string Reading =
        "select id, recipient, template, kind, thing, service, body, guard, urgent, due from app.mail_news where mail = $1 and settled is null order by id";

    public Task BundleAsync(DateTimeOffset domainNow, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.CreateBatch().Add(Bundling, domainNow, now).RunAsync(cancellationToken);

    public Task<List<TakenMail>> TakeAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        database.CreateBatch().Add(Taking, now).ListAsync(r => new TakenMail(r.GetGuid(0), r.GetGuid(1), r.GetString(2), r.GetInt32(3)), cancellationToken);

    public Task<List<News>> NewsAsync(Guid mail, CancellationToken cancellationToken) =>
        database.CreateBatch().Add(Reading, mail).ListAsync(
            r => new News(
                r.GetGuid(0), r.GetGuid(1), r.GetString(2), r.GetString(3), r.GetGuid(4), r.IsDBNull(5) ? null : r.GetString(5), r.IsDBNull(6) ? null : r.GetString(6),
                r.IsDBNull(7) ? null : r.GetGuid(7), r.GetBoolean(8), r.GetFieldValue<DateTimeOffset>(9)),
            cancellationToken);

    /// <summary>Takes what is settled or has to wait out of a mail; a mail without news is none.</summary>
    public Task JudgedAsync(Guid mail, Judgement judgement, DateTimeOffset now, CancellationToken cancellationToken) => database.CreateBatch()
        .Add("update app.mail_news set settled = $2 where id = any ($1)", judgement.Settled.ToArray(), now)
        .Add(
            "update app.mail_news n set mail = null, due = l.due from unnest($1::uuid[], $2::timestamptz[]) l (id, due) where n.id = l.id",
            judgement.Later.Keys.ToArray(), judgement.Later.Values.Select(v => v.ToUniversalTime()).ToArray())
        .Add("delete from app.mails m where m.id = $1 and not exists (select from app.mail_news n where n.mail = $1 and n.settled is null)", mail)
        .RunAsync(cancellationToken);

    /// <summary>It went. Of what joined it meanwhile the mail had not spoken: that goes with the next one.</summary>
    public Task SentAsync(Guid mail, IReadOnlyList<Guid> news, DateTimeOffset now, CancellationToken cancellationToken) => database.CreateBatch()
        .Add("update app.mails set sent = $2, taken_until = null where id = $1", mail, now)
        .Add("update app.mail_news set settled = $2 where id = any ($1)", news.ToArray(), now)
        .Add("update app.mail_news set mail = null where mail = $1 and settled is null", mail)
        .RunAsync(cancellationToken);

    public Task RefusedAsync(Guid mail, string code, DateTimeOffset now, CancellationToken cancellationToken) => database.CreateBatch()
        .Add("update app.mails set refused = $2, taken_until = null where id = $1", mail, code)
        .Add("update app.mail_news set settled = $2 where mail = $1 and settled is null", mail, now)
        .RunAsync(cancellationToken);

    /// <summary>To be tried again then.</summary>
    public Task PutOffAsync(IReadOnlyCollection<Guid> mails, bool counted, DateTimeOffset next, CancellationToken cancellationToken) => database.CreateBatch()
        .Add("update app.mails set taken_until = null, next = $3, attempts = attempts + $2 where id = any ($1) and sent is null", mails.ToArray(), counted ? 1 : 0, next)
        .RunAsync(cancellationToken);

    /// <summary>Forgets what went long ago; a thing that is told again after that would be mailed again, and no message waits that long.</summary>
    public Task ForgetAsync(DateTimeOffset before, CancellationToken cancellationToken) => database.CreateBatch()
        .Add("delete from app.mail_news where settled < $1", before)
        .Add("delete from app.mails where created < $1 and (sent is not null or refused is not null)", before)
        .RunAsync(cancellationToken);

    public async Task<MailBacklog> BacklogAsync(CancellationToken cancellationToken) =>
        (await database.CreateBatch().Add("select count(*), min(created) from app.mails where sent is null and refused is null")
            .ListAsync(r => new MailBacklog(r.GetInt64(0), r.IsDBNull(1) ? null : r.GetFieldValue<DateTimeOffset>(1)), cancellationToken))[0];
}
