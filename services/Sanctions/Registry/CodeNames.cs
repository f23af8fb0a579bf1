using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Coc.EventStore;
using Coc.Platform.Configuration;
using Npgsql;

namespace Coc.Sanctions.Registry;

/// <summary>A person's generated name within one body: readable, without meaning, another one in every body, always the same in one.</summary>
internal sealed class CodeNames(NpgsqlDataSource database, ServiceSettings settings)
{
    private const int MostAttempts = 3;

    private const string Making =
        """
        insert into app.code_names (tenant_id, person, code_name)
        select $1, $2, c.name from unnest($3::varchar[]) with ordinality as c (name, n)
        where not exists (select from app.code_names o where o.tenant_id = $1 and o.code_name = c.name)
        order by c.n limit 1
        on conflict do nothing
        """;

    private static readonly uint[] Digits = [100, 10_000, 1_000_000, 100_000_000];

    private static readonly string[] Colours =
    [
        "Amber", "Ash", "Azure", "Birch", "Bronze", "Cedar", "Chalk", "Clover", "Cobalt", "Copper", "Coral", "Cotton", "Fern", "Flax", "Granite", "Hazel",
        "Heather", "Indigo", "Iris", "Ivory", "Jade", "Juniper", "Larch", "Lilac", "Linen", "Maple", "Marble", "Meadow", "Mint", "Moss", "Ochre", "Olive",
        "Opal", "Orchard", "Pearl", "Pebble", "Pine", "Quartz", "Reed", "River", "Rowan", "Russet", "Saffron", "Sage", "Sand", "Sienna", "Silver", "Slate",
        "Sorrel", "Spruce", "Tansy", "Teal", "Thyme", "Topaz", "Umber", "Velvet", "Violet", "Walnut", "Wheat", "Willow", "Winter", "Woodland", "Yarrow", "Zinc",
    ];

    private static readonly string[] Birds =
    [
        "Avocet", "Bittern", "Bluetail", "Brambling", "Bunting", "Chaffinch", "Chiffchaff", "Crane", "Crossbill", "Curlew", "Dipper", "Dotterel", "Dunlin", "Dunnock",
        "Eider", "Fieldfare", "Finch", "Firecrest", "Fulmar", "Gadwall", "Gannet", "Garganey", "Goldcrest", "Grebe", "Greenfinch", "Harrier", "Heron", "Hoopoe",
        "Ibis", "Kestrel", "Kingfisher", "Kinglet", "Kittiwake", "Knot", "Lapwing", "Linnet", "Martin", "Merlin", "Nightjar", "Nuthatch", "Oriole", "Osprey",
        "Ouzel", "Petrel", "Pintail", "Pipit", "Plover", "Pochard", "Redstart", "Redwing", "Robin", "Sandpiper", "Serin", "Siskin", "Skylark", "Starling",
        "Stonechat", "Swallow", "Tern", "Turnstone", "Wagtail", "Waxwing", "Wheatear", "Wren",
    ];

    /// <summary>Names in the order asked; made and kept on first use.</summary>
    public async Task<IReadOnlyList<string>> OfAsync(string body, IReadOnlyList<Guid> persons, CancellationToken cancellationToken)
    {
        var known = await ReadAsync(body, persons, cancellationToken);
        foreach (var person in persons.Distinct().Where(p => !known.ContainsKey(p)))
        {
            known[person] = await MakeAsync(body, person, cancellationToken);
        }

        return [.. persons.Select(p => known[p])];
    }

    /// <summary>The pair of words that the pepper, the body and the person lead to.</summary>
    internal static string Pair(byte[] pepper, string body, Guid person)
    {
        var hash = HMACSHA256.HashData(pepper, Encoding.UTF8.GetBytes($"code name\n{body}\n{person:D}"));
        var number = BinaryPrimitives.ReadUInt32BigEndian(hash);
        return $"{Colours[number % Colours.Length]} {Birds[number / Colours.Length % Birds.Length]}";
    }

    /// <summary>What a person may be called: the pair alone, or with a number of ever more digits where others came first. Nobody gets the name of another.</summary>
    internal static IReadOnlyList<string> Candidates(byte[] pepper, string body, Guid person)
    {
        var pair = Pair(pepper, body, person);
        var number = BinaryPrimitives.ReadUInt32BigEndian(HMACSHA256.HashData(pepper, Encoding.UTF8.GetBytes($"code number\n{body}\n{person:D}")));
        return [pair, .. Digits.Select(most => string.Create(CultureInfo.InvariantCulture, $"{pair} {(number % (most - 2)) + 2}"))];
    }

    // In one statement: looking, and losing a race for the name, would each be a round trip.
    private async Task<string> MakeAsync(string body, Guid person, CancellationToken cancellationToken)
    {
        var candidates = Candidates(settings.Pepper, body, person).ToArray();
        for (var attempt = 1; attempt <= MostAttempts; attempt++)
        {
            await using var batch = database.AsTenant(body).Add(Making, body, person, candidates);
            await batch.ExecuteNonQueryAsync(cancellationToken);
            if ((await ReadAsync(body, [person], cancellationToken)).TryGetValue(person, out var made))
            {
                return made; // also when another process made it at the same moment
            }
        }

        throw new InvalidOperationException($"No free code name for a person in {body}.");
    }

    private async Task<Dictionary<Guid, string>> ReadAsync(string body, IReadOnlyList<Guid> persons, CancellationToken cancellationToken)
    {
        var names = await database.ReadAsync(
            body, "select person, code_name from app.code_names where tenant_id = $1 and person = any ($2)", [body, persons.ToArray()],
            row => (Person: row.GetGuid(0), Name: row.GetString(1)), cancellationToken);
        return names.ToDictionary(n => n.Person, n => n.Name);
    }
}
