using Coc.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging.Abstractions;

namespace Coc.Unit.Platform;

public sealed class ProblemWriterTests
{
    [Fact]
    public async Task Who_goes_away_in_the_middle_of_an_answer_is_no_mistake_of_ours()
    {
        var context = new DefaultHttpContext { RequestAborted = new CancellationToken(canceled: true) };
        context.Features.Set<IHttpResponseFeature>(new BegunAnswer());

        await new ProblemWriter(_ => throw new OperationCanceledException(), NullLogger<ProblemWriter>.Instance).InvokeAsync(context);

        context.Response.StatusCode.ShouldBe(200);
    }

    [Fact]
    public async Task Who_goes_away_before_it_is_counted_as_gone()
    {
        var context = new DefaultHttpContext { RequestAborted = new CancellationToken(canceled: true) };

        await new ProblemWriter(_ => throw new OperationCanceledException(), NullLogger<ProblemWriter>.Instance).InvokeAsync(context);

        context.Response.StatusCode.ShouldBe(499);
    }

    // As Kestrel's: the status of what has begun cannot be set.
    private sealed class BegunAnswer : HttpResponseFeature, IHttpResponseFeature
    {
        public override bool HasStarted => true;

        public new int StatusCode
        {
            get => 200;
            set => throw new InvalidOperationException("StatusCode cannot be set because the response has already started.");
        }
    }
}
