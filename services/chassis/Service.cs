using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Pengcheng.Chassis.Calendar;
using Pengcheng.Chassis.Catalogue;
using Pengcheng.Chassis.Commands;
using Pengcheng.Chassis.Deadlines;
using Pengcheng.Chassis.Deciding;
using Pengcheng.Chassis.Errors;
using Pengcheng.Chassis.Health;
using Pengcheng.Chassis.Http;
using Pengcheng.Chassis.Messaging;
using Pengcheng.Chassis.Observability;
using Pengcheng.Chassis.Storage;
using Pengcheng.Chassis.Time;

namespace Pengcheng.Chassis;

/// <summary>
/// What a service's <c>Program.cs</c> stands on: it names the streams, the messages and the deadlines, and gets back a web
/// application with everything that all services have in common. The README beside this file shows a whole service.
/// </summary>
public sealed class Service
{
    private readonly WebApplicationBuilder _builder;
    private readonly string _name;
    private readonly Assembly _assembly;
    private readonly List<string> _mistakes = [];
    private readonly List<Type> _messages = [];
    private readonly List<CloudEventChannel> _foreign = [];
    private readonly Dictionary<string, Type> _dueCommands = [];
    private readonly List<Action<Marten.StoreOptions>> _store = [];

    private string? _publicPrefix;

    private Service(string name, string[] args, Assembly assembly)
    {
        (_name, _assembly) = (name, assembly);
        _builder = WebApplication.CreateBuilder(args);
    }

    /// <summary>A service by its short name, e.g. <c>escrow</c>: its schema, queues and paths begin with it.</summary>
    public static Service Create(string name, string[] args) => new(name, args, Assembly.GetCallingAssembly());

    /// <summary>The service's own dependencies.</summary>
    public IServiceCollection Services => _builder.Services;

    /// <summary>The service's configuration.</summary>
    public IConfiguration Configuration => _builder.Configuration;

    /// <summary>A kind of stream, its state, and what follows from its events.</summary>
    public Service Stream<TState, TReactions>() where TState : class, IState<TState> where TReactions : class, IReactions<TState>
    {
        Services.AddSingleton<IReactions<TState>, TReactions>();
        Services.AddSingleton<Commands<TState>>();
        Services.AddSingleton<IRehearsal, Rehearsal<TState>>();
        Services.AddSingleton<IRebuild, Rebuild<TState>>();
        _store.Add(options => options.Projections.Add(new Fold<TState>(), JasperFx.Events.Projections.ProjectionLifecycle.Live));
        return this;
    }

    /// <summary>A kind of stream from whose events nothing follows.</summary>
    public Service Stream<TState>() where TState : class, IState<TState> => Stream<TState, NothingFollows<TState>>();

    /// <summary>Rows of the service's own tables that join each commit of a stream; the tables come with them.</summary>
    public Service Rows<TState, TRows>() where TState : class where TRows : class, IRows<TState>
    {
        Services.AddSingleton<IRows<TState>, TRows>();
        Services.AddSingleton<IRows, TRows>();
        return this;
    }

    /// <summary>One row for each stream, such as its line in a list: its values as the last event leaves them, without the stream's id.</summary>
    public Service Row<TState>(RowTable table, Func<TState, object?[]> line) where TState : class
    {
        var row = new OneRow<TState>(table, line);
        Services.AddSingleton<IRows<TState>>(row).AddSingleton<IRows>(row);
        return this;
    }

    /// <summary>Consumes an integration event.</summary>
    public Service Consume<TMessage, THandler>() where TMessage : class where THandler : class, IHandle<TMessage>
    {
        Services.AddScoped<IHandle<TMessage>, THandler>();
        _messages.Add(typeof(TMessage));
        return this;
    }

    /// <summary>Documents what the service itself takes from a partner's own producer.</summary>
    public Service Takes(CloudEventChannel channel)
    {
        _foreign.Add(channel);
        return this;
    }

    /// <summary>Handles a due command under its wire name, which is stored and never changes.</summary>
    public Service OnDue<TCommand, THandler>(string name) where TCommand : class where THandler : class, IHandle<TCommand>
    {
        Services.AddScoped<IHandle<TCommand>, THandler>();
        Services.AddScoped<DueRunner<TCommand>>();
        _dueCommands.Add(name, typeof(TCommand));
        return this;
    }

    /// <summary>A due command whose whole work is one decision on the stream that set it.</summary>
    public Service OnDue<TState, TCommand>(string name, Func<TState, TCommand, Facts, Decision> decide) where TState : class, IState<TState> where TCommand : class
    {
        return Decide<TState, TCommand>(name, (_, due) => due.StreamId, (state, command, facts) => decide(state!, command, facts));
    }

    /// <summary>
    /// A due command by which one stream tells another, scheduled with <see cref="Due.Now"/>: told exactly once, in no order, and perhaps before the
    /// told stream has begun. A refusal would be final and unseen: decide <see cref="Decision.Nothing"/> instead.
    /// </summary>
    /// <param name="name">Its wire name, which is stored and never changes.</param>
    /// <param name="whom">The stream that is told.</param>
    /// <param name="decide">What it makes of it.</param>
    public Service OnTold<TState, TCommand>(string name, Func<TCommand, Guid> whom, Func<TState?, TCommand, Facts, Decision> decide)
        where TState : class, IState<TState> where TCommand : class
    {
        return Decide(name, (command, _) => whom(command), decide);
    }

    private Service Decide<TState, TCommand>(string name, Func<TCommand, Trigger.Due, Guid> stream, Func<TState?, TCommand, Facts, Decision> decide)
        where TState : class, IState<TState> where TCommand : class
    {
        Services.AddScoped<IHandle<TCommand>>(provider => new DueDecision<TState, TCommand>(provider.GetRequiredService<Commands<TState>>(), stream, decide));
        Services.AddScoped<DueRunner<TCommand>>();
        _dueCommands.Add(name, typeof(TCommand));
        return this;
    }

    /// <summary>Something of the service's own that is read from its configuration, such as keys. Also a singleton.</summary>
    /// <param name="read">Reads it, or throws a <see cref="SettingException"/>, which <see cref="Build"/> shows together with all others.</param>
    /// <returns>Null if it cannot be used: nobody looks at it before <see cref="Build"/> throws.</returns>
    public T Setting<T>(Func<IConfiguration, T> read) where T : class
    {
        var value = Checked(read);
        if (value is not null) Services.AddSingleton(value);
        return value!;
    }

    private T? Checked<T>(Func<IConfiguration, T> read) where T : class
    {
        try
        {
            return read(Configuration);
        }
        catch (SettingException mistake)
        {
            _mistakes.Add(mistake.Message.TrimEnd('.'));
            return null;
        }
    }

    /// <summary>The case's figures: its defaults, with what the configuration sets under this section. Also a singleton. A name that is not known, a value that cannot be read or is below zero stops the start.</summary>
    public TPolicy Policy<TPolicy>(string section) where TPolicy : class, new() => Setting(configuration => PolicySettings.Read<TPolicy>(configuration, section)) ?? new TPolicy();

    /// <summary>Reaches a partner system through a port: a typed client with time limits, at the address of this setting.</summary>
    public Service Partner<TPort, TAdapter>(string setting) where TPort : class where TAdapter : class, TPort
    {
        if (Checked(configuration => PartnerClient.Address(configuration, setting)) is { } address) PartnerClient.Add<TPort, TAdapter>(Services, address, setting);
        return this;
    }

    /// <summary>A sequence of the service's own.</summary>
    public Service Sequence(string name) => Store(options => options.Storage.ExtendedSchemaObjects.Add(
        new Weasel.Postgresql.Sequence(new Weasel.Postgresql.PostgresqlObjectName(_name, name, Weasel.Postgresql.SchemaUtils.IdentifierUsage.General))));

    /// <summary>More for the store: documents, projections.</summary>
    public Service Store(Action<Marten.StoreOptions> configure)
    {
        _store.Add(configure);
        return this;
    }

    /// <summary>The entries of the service's error registry: the static <see cref="Error"/> fields of these types.</summary>
    public Service Errors(params Type[] registries)
    {
        Services.AddSingleton(ErrorRegistry.Of([typeof(ChassisErrors), .. registries]));
        return this;
    }

    /// <summary>Under which prefix the gateway shows the service's paths, <c>/api</c> unless said otherwise: in its OpenAPI document and its addresses.</summary>
    public Service PublicUnder(string prefix)
    {
        _publicPrefix = prefix;
        return this;
    }

    /// <summary>Checks the configuration and puts it all together. Endpoints are mapped on the result.</summary>
    /// <exception cref="SettingException">Settings are missing or wrong; the message names each.</exception>
    public WebApplication Build()
    {
        var settings = ServiceSettings.From(Configuration, _name, _mistakes);
        if (_publicPrefix is { } prefix) settings = settings with { PublicPrefix = prefix };
        Services.AddSingleton(settings);
        Services.AddSingleton(new DueCommandTypes(_dueCommands));
        Services.TryAddSingleton(ErrorRegistry.Of([typeof(ChassisErrors)]));
        Services.TryAddSingleton(WorkingCalendar.Default);
        Services.AddSingleton<Listing>();
        Services.AddSingleton<Rebuilds>();
        TimeSetup.Add(Services, settings);
        StoreSetup.Add(Services, settings, _assembly, _store);
        MessagingSetup.Add(Services, settings, _messages, _foreign);
        TelemetrySetup.Add(_builder, settings);
        HealthSetup.Add(Services);
        HttpSetup.Add(_builder, settings);

        var app = _builder.Build();
        HttpSetup.Use(app, settings);
        return app;
    }
}
