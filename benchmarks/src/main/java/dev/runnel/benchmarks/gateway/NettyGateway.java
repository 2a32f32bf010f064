package dev.runnel.benchmarks.gateway;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A gateway of Netty alone: both connections of a stream on one event loop, and no thread between.
 */
final class NettyGateway {
  private static final int MAX_REQUEST = 64 * 1024;

  private final URI model;
  private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(NioIoHandler.newFactory());

  private NettyGateway(URI model) {
    this.model = model;
  }

  static Started start(String model) {
    NettyGateway gateway = new NettyGateway(URI.create(model));
    ServerBootstrap server =
        new ServerBootstrap()
            .group(gateway.loops)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, 4_096)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                initializer(
                    channel ->
                        channel
                            .pipeline()
                            .addLast(
                                new HttpServerCodec(),
                                new HttpObjectAggregator(MAX_REQUEST),
                                gateway.new Asked())));
    Channel listening =
        server.bind(InetAddress.getLoopbackAddress(), 0).syncUninterruptibly().channel();
    int port = ((InetSocketAddress) listening.localAddress()).getPort();
    return new Started(port, () -> gateway.loops.shutdownGracefully().syncUninterruptibly());
  }

  private interface Setup {
    void of(Channel channel);
  }

  private static ChannelInitializer<Channel> initializer(Setup setup) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) {
        setup.of(channel);
      }
    };
  }

  /** Asks the model for each client that asks. */
  private final class Asked extends SimpleChannelInboundHandler<FullHttpRequest> {
    private @Nullable Channel upstream;

    @Override
    protected void channelRead0(ChannelHandlerContext client, FullHttpRequest request) {
      HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
      head.headers()
          .set(HttpHeaderNames.CONTENT_TYPE, "text/event-stream; charset=utf-8")
          .set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
      client.writeAndFlush(head);
      upstream =
          new Bootstrap()
              .group(client.channel().eventLoop())
              .channel(NioSocketChannel.class)
              .option(ChannelOption.TCP_NODELAY, true)
              .handler(
                  initializer(
                      channel ->
                          channel
                              .pipeline()
                              .addLast(new HttpClientCodec(), new Answered(client.channel()))))
              .connect(model.getHost(), model.getPort())
              .channel();
    }

    @Override
    public void channelInactive(ChannelHandlerContext client) {
      if (upstream != null) {
        upstream.close();
      }
    }

    /** A client that does not read holds back the model. */
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext client) {
      if (upstream != null) {
        upstream.config().setAutoRead(client.channel().isWritable());
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext client, Throwable left) {
      client.close();
    }
  }

  /** Passes on what the model answers. */
  private final class Answered extends SimpleChannelInboundHandler<HttpObject> {
    private final Channel client;
    private final ByteBuf line = Unpooled.buffer();

    Answered(Channel client) {
      this.client = client;
    }

    @Override
    public void channelActive(ChannelHandlerContext upstream) {
      ByteBuf question = Unpooled.copiedBuffer(ModelText.QUESTION, StandardCharsets.UTF_8);
      DefaultFullHttpRequest request =
          new DefaultFullHttpRequest(
              HttpVersion.HTTP_1_1,
              HttpMethod.POST,
              model.getPath() + "/chat/completions",
              question);
      request
          .headers()
          .set(HttpHeaderNames.HOST, model.getAuthority())
          .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
          .set(HttpHeaderNames.CONTENT_LENGTH, question.readableBytes());
      upstream.writeAndFlush(request);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext upstream, HttpObject part) {
      if (part instanceof HttpContent content) {
        for (ByteBuf bytes = content.content(); bytes.isReadable(); ) {
          byte next = bytes.readByte();
          if (next == '\n') {
            line(line.toString(StandardCharsets.UTF_8));
            line.clear();
          } else {
            line.writeByte(next);
          }
        }
      }
      if (part instanceof LastHttpContent) {
        client.write(new DefaultHttpContent(Unpooled.wrappedBuffer(ModelText.end())));
        client
            .writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT)
            .addListener(written -> client.close());
        upstream.close();
      }
    }

    private void line(String text) {
      String content = ModelText.of(text);
      if (content != null) {
        client.writeAndFlush(
            new DefaultHttpContent(Unpooled.wrappedBuffer(ModelText.event(content))));
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext upstream, Throwable broken) {
      upstream.close();
      client.close();
    }
  }
}
