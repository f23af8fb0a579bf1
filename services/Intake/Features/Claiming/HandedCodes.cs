using System.Buffers.Binary;
using System.Text;
using Coc.EventStore;
using Coc.Intake.Features.Forwarding;
using Coc.Platform.Configuration;
using Npgsql;

namespace Coc.Intake.Features.Claiming;

/// <summary>One-time codes that a panel hands to somebody who gets a page of their own, or lost their code (P4, P6, P21): numbered, so that a newer one makes the older worthless. Only their hash is stored.</summary>
internal sealed class HandedCodes(NpgsqlDataSource database, ServiceSettings settings)
{
    public const string Room = "room";
    public const string Affected = "affected";
    public const string Renewal = "renewal";

    /// <summary>The same for a repeated request although it is kept nowhere.</summary>
    /// <param name="thing">the room or page it leads to</param>
    public string Of(string kind, Guid thing, int number)
    {
        var of = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(of, number);
        return ClaimCodes.Of(settings.Pepper, [.. Encoding.UTF8.GetBytes($"coc {kind} code"), .. thing.ToByteArray(), .. of]);
    }

    /// <summary>For the transaction in which the code is made.</summary>
    /// <param name="code">where it is made of more than this knows</param>
    public StoreStatement Keep(string kind, Guid thing, int number, string? code = null) => new(
        Reports.Tenant, "insert into app.room_claims (claim, tenant_id, room_id, kind, number) values ($1, $2, $3, $4, $5)",
        Forwardings.HashOf(settings, code ?? Of(kind, thing, number)), Reports.Tenant, thing, kind, number);

    /// <summary>Somebody was faster, or an answer was lost on its way.</summary>
    public static bool IsThere(Exception e) => e is StreamConflictException or UniqueViolationException { Constraint: "uq_room_claims_number" or "pk_room_claims" };

    /// <summary>What a code was made for; whether it is still good says the thing itself. Null: for nothing of this kind.</summary>
    public async Task<(Guid Thing, int Number)?> FindAsync(string kind, byte[] claim, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            Reports.Tenant, "select room_id, number from app.room_claims where claim = $1 and kind = $2", [claim, kind], r => (r.GetGuid(0), r.GetInt32(1)), cancellationToken) is [var found] ? found : null;
}
