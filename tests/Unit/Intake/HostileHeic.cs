using System.Buffers.Binary;
using System.Text;
using System.Text.RegularExpressions;
using Coc.Intake.Features.ReadingEvidence;
using FsCheck;
using FsCheck.Fluent;
using static Coc.Unit.Intake.CraftedHeic;

namespace Coc.Unit.Intake;

/// <summary>A HEIC made to cost time, to break the reader, or to carry something past the cleaning.</summary>
public sealed partial class HostileHeic
{
    private const string Secret = HeicPictures.Secret;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static byte[] Told => Encoding.UTF8.GetBytes(Secret);

    /// <summary>Where something can be left that shows no picture.</summary>
    public static TheoryData<string> Corners => [.. Hiding.Keys];

    private static Dictionary<string, CraftedHeic> Hiding => new()
    {
        ["idat, of no item"] = new() { More = Box("idat", Told) },
        ["idat, beside what shows"] = new() { Items = [Item(1, "hvc1"), Item(2, "grid")], Places = start => [Place(1, 0, start, 8), Place(2, 1, 0, 8)], More = Box("idat", [0, 0, 0, 0, 0, 9, 0, 9, .. Told]) },
        ["iref, behind a reference"] = new() { Items = [Item(1, "hvc1"), Item(2, "hvc1")], More = Box("iref", [0, 0, 0, 0, .. Box("thmb", [0, 2, 0, 1, 0, 1, .. Told])]) },
        ["iref, of an unknown kind"] = new() { More = Box("iref", [0, 0, 0, 0, .. Box("note", Told)]) },
        ["iref, as items"] = new() { More = Box("iref", [0, 0, 0, 0, .. Box("thmb", [0, 1, 0, 5, .. Encoding.UTF8.GetBytes(Secret[..10])])]) },
        ["grpl"] = new() { More = Box("grpl", Box("altr", Told)) },
        ["pitm"] = new() { Primary = [0, 0, 0, 0, 0, 1, .. Told] },
        ["iloc"] = new() { BehindPlaces = Told },
        ["ipma"] = new() { Associations = [0, 0, 0, 0, 0, 0, 0, 0, .. Told] },
        ["hdlr"] = new() { Handler = [0, 0, 0, 0, 0, 0, 0, 0, .. "pict"u8, .. Encoding.UTF8.GetBytes(Secret[..11]), 0, 0] },
        ["ftyp"] = new() { Ftyp = [.. "heic"u8, 0, 0, 0, 0, .. new byte[240], .. Told, 0, 0, 0, 0] },
        ["a picture with segments of its own"] = new() { Items = [Item(1, "jpeg")], Content = [0xFF, 0xD8, 0xFF, 0xE1, 0, 13, .. Told], Places = start => [Place(1, 0, start, 6 + Told.Length)] },
        ["a second list of items"] = new() { Items = [Item(1, "hvc1"), Item(2, "Exif")], Content = [1, 2, 3, 4, 5, 6, 7, 8, .. Told], Places = start => [Place(1, 0, start, 8), Place(2, 0, start + 8, Told.Length)], More = Box("iinf", [0, 0, 0, 0, 0, 1, .. Item(2, "hvc1")]) },
    };

    [Fact]
    public async Task The_picture_itself_is_no_trouble() => (await StripAsync(new CraftedHeic().Bytes())).ShouldBe(new CraftedHeic().Bytes());

    [Theory]
    [MemberData(nameof(Corners))]
    public async Task What_is_left_in_a_corner_is_refused_or_taken_off(string corner)
    {
        var original = Hiding[corner].Bytes();

        (await StripAsync(original) is not { } copy || !Encoding.Latin1.GetString(copy).Contains(Secret[..10], StringComparison.Ordinal)).ShouldBeTrue();
    }

    [Fact]
    public async Task After_some_boxes_nobody_reads_on()
    {
        using var stream = new MemoryStream(new CraftedHeic { Tail = [.. Enumerable.Repeat(Box("mdat", []), 100_000).SelectMany(b => b)] }.Bytes());

        await Should.ThrowAsync<InvalidDataException>(() => HeicWalk.RunAsync(new ByteSource(stream), null, null, Token));

        stream.Position.ShouldBeLessThan(64 * 1024);
    }

    [Fact]
    public async Task What_lies_behind_the_end_is_refused() =>
        (await StripAsync(new CraftedHeic { Items = [Item(1, "hvc1"), Item(2, "Exif")], Places = start => [Place(1, 0, start, 8), Place(2, 0, 1_000_000_000, 8)] }.Bytes())).ShouldBeNull();

    [Fact]
    public void The_places_are_put_in_order_once()
    {
        var map = new HeicMap(new CraftedHeic { Places = start => [Place(1, 0, start + 4, 4), Place(1, 0, start, 4)] }.Map(100));

        map.Extents.ShouldBeSameAs(map.Extents);
        map.Extents.Select(e => e.From).ShouldBe([100, 104]);
    }

    [Fact]
    public async Task An_item_too_short_for_its_type_is_refused() =>
        (await StripAsync(new CraftedHeic { Items = [Item(1, "hvc1"), Box("infe", [2, 0, 0, 0, 0, 2, 0, 0])] }.Bytes())).ShouldBeNull();

    [Fact]
    public async Task What_is_told_in_the_table_itself_is_handed_over_once_however_often_it_is_named() =>
        (await StripAsync(new CraftedHeic { Items = [Item(1, "hvc1"), Item(2, "Exif")], Places = start => [Place(1, 0, start, 8), .. Enumerable.Repeat(Place(2, 1, 0, 100), 200)], More = Box("idat", new byte[100]) }.Bytes())).ShouldBeNull();

    [Fact]
    public void Whatever_is_done_to_it_it_is_refused_or_copied_whole_in_few_steps() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(5000),
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => IsHandled(Damaged(new Random(seed)))));

    private static bool IsHandled(byte[] damaged)
    {
        using var copy = new Steps();
        try
        {
            HeicWalk.RunAsync(new ByteSource(new MemoryStream(damaged)), copy, (_, _) => copy.Count++, CancellationToken.None).GetAwaiter().GetResult();
            return copy.Length == damaged.Length && copy.Count <= damaged.Length;
        }
        catch (InvalidDataException)
        {
            return copy.Count <= damaged.Length;
        }
    }

    private static byte[] Damaged(Random random)
    {
        List<byte> file = [.. random.Next(3) switch { 0 => HeicPictures.Real, 1 => HeicPictures.Heic(inside: true), _ => HeicPictures.Heic() }];
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            var heads = BoxNames().Matches(Encoding.Latin1.GetString([.. file])).Select(m => m.Index - 4).Where(h => h >= 0).ToList();
            var head = heads.Count == 0 ? 0 : heads[random.Next(heads.Count)];
            var at = random.Next(file.Count);
            switch (random.Next(4))
            {
                case 0:
                    file[at] = (byte)random.Next(256);
                    break;
                case 1:
                    Size(file, head, random.Next(2) == 0 ? random.Next(64) : random.Next());
                    break;
                case 2:
                    file.RemoveRange(at, Math.Min(random.Next(16), file.Count - at));
                    break;
                default:
                    Shorten(file, heads, head, random.Next(1, 24));
                    break;
            }

            if (file.Count < 8)
            {
                break;
            }
        }

        return [.. file];
    }

    // The box loses its end, and all around it know: only what is inside no longer fits.
    private static void Shorten(List<byte> file, List<int> heads, int head, int by)
    {
        var end = head + (long)Size(file, head);
        if (end > file.Count || Size(file, head) < 8 + by)
        {
            return;
        }

        foreach (var around in heads.Where(h => h <= head && h + (long)Size(file, h) >= end).ToList())
        {
            Size(file, around, Size(file, around) - by);
        }

        file.RemoveRange((int)end - by, by);
    }

    private static int Size(List<byte> file, int head) => BinaryPrimitives.ReadInt32BigEndian([.. file.Skip(head).Take(4), 0, 0, 0, 0]);

    private static void Size(List<byte> file, int head, int size)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, size);
        for (var i = 0; i < 4; i++)
        {
            file[head + i] = bytes[i];
        }
    }

    private static async Task<byte[]?> StripAsync(byte[] original)
    {
        using var copy = new MemoryStream();
        try
        {
            await HeicWalk.RunAsync(new ByteSource(new MemoryStream(original)), copy, (_, _) => { }, Token);
            return copy.ToArray();
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    [GeneratedRegex("ftyp|meta|hdlr|pitm|iinf|infe|iloc|iref|iprp|ipco|ipma|idat|hvcC|ispe|free|uuid|mdat|dimg|cdsc")]
    private static partial Regex BoxNames();

    private sealed class Steps : MemoryStream
    {
        public int Count { get; set; }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Count++;
            return base.WriteAsync(buffer, cancellationToken);
        }
    }
}
