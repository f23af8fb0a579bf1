using Coc.Intake;
using Coc.Platform;

var builder = WebApplication.CreateBuilder(args);
var settings = builder.AddPlatform("intake");
builder.AddIntake(settings);
var app = builder.Build();
app.UsePlatform();
app.MapIntake();
await app.RunAsync();
