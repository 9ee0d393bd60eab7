// The architectures that the GPU benchmark runs, as the config files of a model in the diffusers layout.
//
// `full` is DiffusionSat-512: Stable Diffusion 2.1's networks (its authors fine-tuned stable-diffusion-2-1) on a
// canvas of 512 px, with the seven metadata embeddings. v-prediction and upcast_attention are that checkpoint's;
// diffusers' scaled-dot-product attention ignores upcast_attention.
// `small` has the same blocks with few channels, so that the whole benchmark can be tried without a GPU.

const SIZES = {
  full: {
    canvas: 512,
    box: [153, 25, 240, 392],
    unet: { channels: [320, 640, 1280, 1280], heads: [5, 10, 20, 20] },
    vae: { channels: [128, 256, 512, 512] },
    text: { width: 1024, layers: 23, heads: 16, vocabulary: 49408 },
    classifier: { width: 64 },
  },
  small: {
    canvas: 256, // if smaller, the fused edge would have no width and all candidates would be the same
    box: [76, 12, 120, 196],
    unet: { channels: [32, 64, 128, 128], heads: [1, 2, 4, 4] },
    vae: { channels: [32, 32, 64, 64] },
    text: { width: 64, layers: 2, heads: 4, vocabulary: 634 },
    classifier: { width: 8 },
  },
};

export const SIZE_NAMES = Object.keys(SIZES);

/** The configs by folder, the classifier's width, and the canvas and box of the request. */
export function architecture(size) {
  const { canvas, box, unet, vae, text, classifier } = SIZES[size];
  return {
    canvas,
    box,
    classifierWidth: classifier.width,
    unet: {
      _class_name: 'SatUNet',
      act_fn: 'silu',
      attention_head_dim: unet.heads, // the number of heads: diffusers keeps the misleading name
      block_out_channels: unet.channels,
      cross_attention_dim: text.width,
      down_block_types: [...Array(3).fill('CrossAttnDownBlock2D'), 'DownBlock2D'],
      up_block_types: ['UpBlock2D', ...Array(3).fill('CrossAttnUpBlock2D')],
      mid_block_type: 'UNetMidBlock2DCrossAttn',
      downsample_padding: 1,
      flip_sin_to_cos: true,
      freq_shift: 0,
      in_channels: 4,
      out_channels: 4,
      layers_per_block: 2,
      norm_eps: 1e-5,
      norm_num_groups: 32,
      sample_size: canvas / 8,
      upcast_attention: true,
      use_linear_projection: true,
      use_metadata: true,
      num_metadata: 7,
    },
    vae: {
      _class_name: 'AutoencoderKL',
      act_fn: 'silu',
      block_out_channels: vae.channels,
      down_block_types: Array(4).fill('DownEncoderBlock2D'),
      up_block_types: Array(4).fill('UpDecoderBlock2D'),
      in_channels: 3,
      out_channels: 3,
      latent_channels: 4,
      layers_per_block: 2,
      norm_num_groups: 32,
      sample_size: canvas,
      scaling_factor: 0.18215,
    },
    text_encoder: {
      architectures: ['CLIPTextModel'],
      model_type: 'clip_text_model',
      hidden_act: 'gelu',
      hidden_size: text.width,
      intermediate_size: text.width * 4,
      layer_norm_eps: 1e-5,
      max_position_embeddings: 77,
      num_attention_heads: text.heads,
      num_hidden_layers: text.layers,
      vocab_size: text.vocabulary,
      pad_token_id: 0,
      bos_token_id: 632, // the tokenizer's
      eos_token_id: 633,
    },
    scheduler: {
      _class_name: 'DDIMScheduler',
      beta_schedule: 'scaled_linear',
      beta_start: 0.00085,
      beta_end: 0.012,
      clip_sample: false,
      num_train_timesteps: 1000,
      prediction_type: 'v_prediction',
      set_alpha_to_one: false,
      steps_offset: 1,
      timestep_spacing: 'leading',
    },
    classifier: {
      _class_name: 'HarmonyClassifier',
      architecture: 'resnet18',
      in_channels: 4,
      image_size: 256,
      mean: [0.5, 0.5, 0.5],
      std: [0.5, 0.5, 0.5],
    },
  };
}
