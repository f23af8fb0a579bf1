using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Coc.EventStore;
using Coc.Platform.Configuration;
using Npgsql;

namespace Coc.Sanctions.Registry;

/// <summary>A person's generated name within one body: readable, without meaning, another one in every body, always the same in one.</summary>
internal sealed class CodeNames(IEventStore store, NpgsqlDataSource database, ServiceSettings settings)
{
    private const int MostAttempts = 20;

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

    private async Task<string> MakeAsync(string body, Guid person, CancellationToken cancellationToken)
    {
        var pair = Pair(settings.Pepper, body, person);
        for (var attempt = 1; attempt <= MostAttempts; attempt++)
        {
            // Taken pairs get a number; who comes second does not take the first one's name.
            var name = attempt == 1 ? pair : string.Create(CultureInfo.InvariantCulture, $"{pair} {attempt}");
            try
            {
                await store.AppendAsync(
                    new Append([], new EventContext(default, person))
                    {
                        Statements = [new(body, "insert into app.code_names (tenant_id, person, code_name) values ($1, $2, $3)", body, person, name)],
                    },
                    cancellationToken);
                return name;
            }
            catch (UniqueViolationException)
            {
                if ((await ReadAsync(body, [person], cancellationToken)).TryGetValue(person, out var made))
                {
                    return made;
                }
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
