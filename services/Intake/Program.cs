using Coc.Intake;
using Coc.Platform;
using Coc.Platform.Maintenance;

if (await OneShot.RunIfAskedAsync(args, "intake", typeof(IntakeModule).Assembly))
{
    return;
}

var builder = WebApplication.CreateBuilder(args);
var settings = builder.AddPlatform("intake");
builder.AddIntake(settings);
var app = builder.Build();
app.UsePlatform();
app.MapIntake();
await app.RunServiceAsync();
