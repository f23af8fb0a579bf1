using System.Buffers.Binary;
using System.Text;
using Coc.Intake.Features.ReadingEvidence;
using FsCheck;
using FsCheck.Fluent;
using static Coc.Unit.Intake.CraftedHeic;

namespace Coc.Unit.Intake;

/// <summary>A film made to cost time or memory, or to break the reader of what it tells of itself (decision 41).</summary>
[Collection(nameof(Alone))]
public sealed class HostileFilms
{
    private const int Megabyte = 1024 * 1024;

    // Boxes that hold boxes, for cameras and for the library that explains them.
    private static readonly string[] Holders = ["moov", "trak", "mdia", "minf", "stbl", "udta", "meta", "ilst", "clip", "dinf", "edts", "matt", "tref"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static byte[] Ftyp => Box("ftyp", [.. "qt  "u8, 0, 0, 0, 0, .. "qt  "u8]);

    private static byte[] Header => Box("mvhd", [0, 0, 0, 0, 0xD0, 0, 0, 0, 0xD0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 5, .. new byte[80]]);

    private static byte[] Film => [.. Ftyp, .. Box("moov", [.. Header, .. Place("+50.0755+014.4378/")]), .. Box("mdat", new byte[1000])];

    /// <summary>Sizes that fit nothing.</summary>
    public static TheoryData<string> Crooked => [.. CrookedFilms.Keys];

    private static Dictionary<string, byte[]> CrookedFilms => new()
    {
        ["shorter than its head"] = [.. Ftyp, 0, 0, 0, 7, .. "moov"u8],
        ["longer than the file"] = [.. Ftyp, 0x7F, 0xFF, 0xFF, 0xFF, .. "moov"u8, 0, 0],
        ["a long size shorter than its head"] = [.. Ftyp, 0, 0, 0, 1, .. "moov"u8, 0, 0, 0, 0, 0, 0, 0, 15],
        ["a long size longer than anything"] = [.. Ftyp, 0, 0, 0, 1, .. "mdat"u8, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1],
        ["a long size that is none"] = [.. Ftyp, 0, 0, 0, 1, .. "mdat"u8, 0, 0, 0],
        ["a head cut off"] = [.. Film, 0, 0, 0],
    };

    [Fact]
    public async Task Where_a_film_was_made_is_shown()
    {
        var (metadata, whole) = await ReadAsync(Film);

        whole.ShouldBeTrue();
        metadata.Read().SelectMany(g => g.Entries).ShouldContain(e => e.Value.Contains("+50.0755", StringComparison.Ordinal));
        metadata.Incomplete.ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Crooked))]
    public async Task What_does_not_fit_is_refused(string film) => await Should.ThrowAsync<InvalidDataException>(() => ReadAsync(CrookedFilms[film]));

    [Fact]
    public async Task Cut_off_anywhere_it_is_refused_or_not_called_whole()
    {
        for (var length = 0; length < Film.Length; length++)
        {
            try
            {
                (await ReadAsync(Film[..length])).Whole.ShouldBe(length == Film.Length - 1008, $"cut off at {length}"); // before what was filmed, which tells nothing
            }
            catch (InvalidDataException)
            {
                length.ShouldNotBe(Film.Length - 1008);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(100)]
    public async Task Tables_of_contents_beyond_a_megabyte_in_all_are_passed_over_and_that_is_said(int tables)
    {
        var (metadata, whole) = await ReadAsync([.. Ftyp, .. Enumerable.Repeat(Box("moov", [.. Header, .. Box("free", new byte[Megabyte / (tables == 1 ? 1 : 10)])]), tables).SelectMany(b => b)]);

        (whole && !metadata.Incomplete).ShouldBeFalse();
        metadata.Read().Sum(g => g.Entries.Count).ShouldBeLessThanOrEqualTo(1000);
    }

    [Fact]
    public async Task Millions_of_empty_boxes_are_gone_through_once()
    {
        var empty = Box("free", []);
        var film = new byte[24 * Megabyte];
        for (var at = 0; at < film.Length; at += empty.Length)
        {
            empty.CopyTo(film, at);
        }

        using var stream = new Counting([.. Film, .. film]);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        (await VideoWalk.RunAsync(new ByteSource(stream), _ => { }, Token)).ShouldBeTrue();

        stream.Given.ShouldBe(stream.Length);
        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(8 * Megabyte, "nothing of them is kept");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Boxes_in_boxes_in_boxes_end_nothing(bool whole)
    {
        foreach (var holder in Holders)
        {
            var nested = Nested(["moov", .. Enumerable.Repeat(holder, 60_000)], whole);
            var (metadata, _) = await ReadAsync([.. Ftyp, .. nested]);
            metadata.Read().Sum(g => g.Entries.Count).ShouldBeLessThanOrEqualTo(1000, holder);
        }

        await ReadAsync([.. Ftyp, .. Nested([.. Enumerable.Range(0, 60_000).Select(i => i == 0 ? "moov" : Holders[i % Holders.Length])], whole)]);
    }

    [Fact]
    public void Whatever_is_done_to_it_it_is_refused_or_read_to_its_end() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(3000),
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => IsHandled(Damaged(new Random(seed)))));

    private static bool IsHandled(byte[] damaged)
    {
        var metadata = new FoundMetadata();
        using var stream = new Counting(damaged);
        try
        {
            VideoWalk.RunAsync(new ByteSource(stream), metadata.Video, CancellationToken.None).GetAwaiter().GetResult();
        }
        catch (InvalidDataException)
        {
            // Refused.
        }

        return stream.Given <= damaged.Length && metadata.Read().Sum(g => g.Entries.Count) <= 1000;
    }

    private static byte[] Damaged(Random random)
    {
        var film = Film;
        for (var times = random.Next(1, 6); times > 0; times--)
        {
            var at = random.Next(film.Length - 1000); // what is filmed is passed over anyway
            if (random.Next(3) == 0)
            {
                BinaryPrimitives.WriteInt32BigEndian(film.AsSpan(at), random.Next(2) == 0 ? random.Next(64) : random.Next());
            }
            else
            {
                film[at] = (byte)random.Next(256);
            }
        }

        return random.Next(4) == 0 ? film[..random.Next(film.Length)] : film;
    }

    // Where QuickTime says it: length of the text, language, text.
    private static byte[] Place(string where) => Box("udta", Box("\u00A9xyz", [0, (byte)where.Length, 0x15, 0xC7, .. Encoding.ASCII.GetBytes(where)]));

    /// <param name="whole">false: each says that it ends at the end of the file, whatever it is in</param>
    private static byte[] Nested(IReadOnlyList<string> types, bool whole)
    {
        var boxes = new byte[types.Count * 8];
        for (var i = 0; i < types.Count; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(boxes.AsSpan(i * 8), whole || i == 0 ? boxes.Length - (i * 8) : 0);
            Encoding.Latin1.GetBytes(types[i]).CopyTo(boxes, (i * 8) + 4);
        }

        return boxes;
    }

    private static async Task<(FoundMetadata Metadata, bool Whole)> ReadAsync(byte[] film)
    {
        var metadata = new FoundMetadata();
        return (metadata, await VideoWalk.RunAsync(new ByteSource(new MemoryStream(film)), metadata.Video, Token));
    }

    private sealed class Counting(byte[] film) : MemoryStream(film)
    {
        public long Given { get; private set; }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var some = await base.ReadAsync(buffer, cancellationToken);
            Given += some;
            return some;
        }
    }
}
